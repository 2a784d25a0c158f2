"""What a target holds, and when it may be loaded."""

from __future__ import annotations

import dataclasses
import os

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.targets.resources import Resources, footprint
from conformance.http.peer import Http
from conformance.model import Inconclusive, NotApplicable
from tests.kit.engine import PLAIN, target_at
from tests.kit.servers import listens_only, obeys, serving


def test_a_footprint_is_what_a_process_holds() -> None:
    before = footprint(os.getpid())
    files, memory = [os.dup(0) for _ in range(50)], bytearray(b"x") * (32 << 20)
    grown = footprint(os.getpid()) - before
    for file in files:
        os.close(file)
    assert 50 <= grown.descriptors < 100
    assert len(memory) <= grown.memory + (4 << 20) < 2 * len(memory)


def test_what_was_not_launched_cannot_be_looked_at() -> None:
    with serving(obeys) as server, pytest.raises(NotApplicable, match="--launch CMD"):
        Resources(Attempt(target_at(server), 1.0))


def test_a_silent_target_is_not_loaded() -> None:
    def load(attempt: Attempt) -> None:
        Http(attempt).answer(PLAIN)

    with serving(listens_only) as server:
        target = dataclasses.replace(target_at(server, patience=0.1), pid=os.getpid)
        with pytest.raises(Inconclusive, match="cannot be loaded"):
            Resources(Attempt(target, 0.1)).load(load, 100)
        assert server.accepted == 1
