"""Runs the judge's cases against cores in this process, without pytest's protocol: for the laws of proof."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import gc
import io
import os
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.net.url import Url
from conformance.harness.runner.collection import case_of
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.harness.targets.measurement import discover, measure
from conformance.harness.targets.protocols import protocol_of, protocols
from conformance.model import Requirement
from tests.kit.documents import documents_anew
from tests.kit.protocols import REFERENCES, Core
from tests.kit.serving import serving

ROOT = Path(__file__).parents[2]
PATIENCE = 0.4  # seconds: cores in this process answer in a millisecond
JOBS = 16

PROTOCOLS = {protocol.name: protocol for protocol in protocols()}
NOWHERE = {name: Target(Url(next(iter(p.ports)), "127.0.0.1", 1), p) for name, p in PROTOCOLS.items()}

_COLLECTING = threading.Lock()


class _Collected:
    """Keeps what pytest collects."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items


def cases(of: str, *, thorough: bool = False) -> tuple[Case, ...]:
    """Every row of a part of the judge, bound to no target yet, in the order of collection; heavy ones if told so."""
    with _COLLECTING:  # threads ask at the same time, and must be given the same cases
        return _cases(of, thorough)


@functools.cache
def _cases(of: str, thorough: bool) -> tuple[Case, ...]:
    items = [item for item in _items(of) if thorough or not item.get_closest_marker("heavy")]
    return tuple(case_of(item, index, NOWHERE[protocol_of(item.path)]) for index, item in enumerate(items))


@functools.cache
def _items(of: str) -> list[pytest.Item]:
    """What pytest collects, heavy rows too. Once only: pytest keeps the ids of rows, and would escape them again."""
    collected = _Collected()
    arguments = ["--collect-only", "-qq", "-p", "no:cacheprovider", "--target", "127.0.0.1:1", "--rootdir", str(ROOT)]
    arguments += ["--thorough", "-W", "ignore::pytest.PytestAssertRewriteWarning"]  # the judge is imported already
    with contextlib.redirect_stdout(io.StringIO()) as told_by_pytest:
        status = pytest.main([*arguments, str(ROOT / of)], plugins=[collected])
    gc.unfreeze()  # a run ends with its process; here others follow, and the garbage of this one must go
    assert status == 0, told_by_pytest.getvalue()
    return collected.items


def cases_for(protocol: str) -> tuple[Case, ...]:
    """Every row that judges servers of a protocol."""
    return cases(f"conformance/{protocol}")


def every_case() -> list[Case]:
    """Every row that judges a server of any protocol."""
    return [case for protocol in REFERENCES for case in cases_for(protocol)]


def rows_of(requirement: Requirement) -> list[Case]:
    """The rows that verify one requirement."""
    return [case for case in every_case() if case.requirement is requirement]


def share(chosen: Sequence[Case], number: int, of: int) -> list[Case]:
    """One row in ``of``; ``number`` tells which: others each time."""
    return list(chosen[number % of :: of])


def one_of_each(chosen: Iterable[Case], number: int) -> list[Case]:
    """A row of each requirement; ``number`` tells which."""
    rows: dict[str, list[Case]] = defaultdict(list)
    for case in chosen:
        rows[case.requirement.id].append(case)
    return [alike[number % len(alike)] for alike in rows.values()]


def judge(url: Url, chosen: list[Case], patience: float = PATIENCE, jobs: int = JOBS) -> dict[str, Outcome]:
    """Judge a running target by the chosen rows; the outcome of each, by its name."""
    protocol = next(one for one in PROTOCOLS.values() if url.scheme in one.ports)
    docroot = str(documents_anew().base) if "{docroot}" in protocol.reference else ""
    target = Target(
        url,
        protocol,
        name="target",
        capabilities=protocol.assumed(url),
        patience=patience,
        quick=patience,
        jobs=jobs,
        docroot=docroot,
        pid=os.getpid,  # what is judged lives in this process
    )
    found = measure(target, jobs)
    received, target = found.received, dataclasses.replace(found.target, quick=min(patience, 0.15))
    if not target.baseline_error:
        found = discover(target)
        received, target = received + found.received, found.target
    return judge_target(target, chosen, received)


def judge_target(target: Target, chosen: list[Case], received: Iterable[Any] = ()) -> dict[str, Outcome]:
    """Judge a target that was measured already; ``received`` are the messages that it sent meanwhile."""
    outcomes: dict[str, Outcome] = {}

    def settle(outcome: Outcome) -> None:
        outcomes[outcome.case.name] = outcome

    bound = [dataclasses.replace(case, target=target) for case in chosen]
    try:
        Conductor(target, bound, settle, ExternalTarget(target), state=RunState(target, received)).run()
    finally:
        gc.unfreeze()  # a run ends with its process: here many follow, and what properties froze must go
    assert outcomes.keys() == {case.name for case in chosen}
    return outcomes


def judge_core(core: Core, chosen: list[Case], patience: float = PATIENCE) -> dict[str, Outcome]:
    """Judge a core on the selectors shell."""
    with serving(core) as url:
        return judge(url, chosen, patience)


def told(outcomes: dict[str, Outcome]) -> dict[str, str]:
    """Names with verdicts that are not ``conforms``, and why: what a test wants to read when it fails."""
    return {
        name: f"{outcome.verdict.value}: {outcome.message}"
        for name, outcome in outcomes.items()
        if outcome.verdict.value != "conforms"
    }
