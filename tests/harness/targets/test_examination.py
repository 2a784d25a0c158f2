"""A target that answers a plain exchange, and ends of what it is asked before the first case."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from conformance.harness.case.target import Target
from conformance.harness.targets.examination import examine
from conformance.harness.targets.reachability import Unreachable
from conformance.harness.targets.settings import Settings
from conformance.model import TargetGone
from reference_impls.dns.example import EXAMPLE
from reference_impls.dns.server import DnsServer, Site
from reference_impls.dns.zone_file import read_zone
from tests.dns.scripted import target_of
from tests.kit.virtual_clock import VirtualClock

GONE = "nobody receives datagrams"
SETTINGS = Settings(
    urls=(),
    capabilities={},
    launch=(),
    known=None,
    insecure=False,
    allow_write=False,
    patience=2.0,
    jobs=1,
    enforce_should=False,
    out=Path(),
)


def ends_of(stage: str, launch: str = "") -> Target:
    """A target that ends in this stage."""
    clock = VirtualClock()
    target = target_of(DnsServer(Site([read_zone(EXAMPLE)], secret=bytes(16)), clock.today), clock)

    def end(fresh: Callable[[], object]) -> NoReturn:
        raise TargetGone(GONE)

    ends: dict[str, Any] = {stage: end}
    return dataclasses.replace(target, protocol=dataclasses.replace(target.protocol, **ends), launch=launch)


@pytest.mark.parametrize("stage", ["recognize", "discover", "measure", "remarks"])
def test_the_user_is_told_that_it_has_ended(stage: str) -> None:
    with pytest.raises(Unreachable, match=GONE):
        examine(ends_of(stage), SETTINGS)


@pytest.mark.parametrize("stage", ["discover", "measure", "remarks"])
def test_one_that_was_launched_is_judged_all_the_same(stage: str) -> None:
    found = examine(ends_of(stage, launch="./server {port}"), SETTINGS)
    assert not found.target.baseline_error
