"""Runs the judge's cases against cores in this process, without pytest's protocol: for the laws of proof."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import gc
import io
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.properties import Search
from conformance.harness.case.target import Target
from conformance.harness.engine.causes import Causes, causes_of, unreported
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.rounds import Tally
from conformance.harness.engine.settlement import Settlement
from conformance.harness.engine.state import RunState
from conformance.harness.engine.trials import Trials
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.url import Url
from conformance.harness.runner import plugin
from conformance.harness.runner.collection import case_of
from conformance.harness.targets.lifecycle import ExternalTarget, NullLock
from conformance.harness.targets.protocols import protocol_of
from conformance.model import Requirement, Verdict
from tests.kit.documents import documents_anew
from tests.kit.measured import (
    JOBS,
    NOWHERE,
    PROTOCOLS,
    VIRTUAL_PATIENCE,
    Measured,
    Server,
    measured,
    measured_in_process,
    measured_kind,
    target_at,
)
from tests.kit.protocols import REFERENCES, Core, reference_of, server
from tests.kit.serving import serving

ROOT = Path(__file__).parents[2]
PATIENCE = 0.4  # seconds: cores in this process answer in a millisecond
FEW = 4  # rows of a requirement that is known to be met, where others rest on it
WITHOUT_SHRINKING = Search(shrinking=0.0)  # that an example fails is enough; time does not pass to end it


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
    arguments += ["--disable-plugin-autoload", "-p", plugin.__name__]  # the others only cost time
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
    return list(_rows_by_requirement().get(requirement, ()))


@functools.cache
def _rows_by_requirement() -> dict[Requirement, list[Case]]:
    return by_requirement(every_case())


def by_requirement(chosen: Iterable[Case]) -> dict[Requirement, list[Case]]:
    """The chosen rows of each requirement."""
    rows: dict[Requirement, list[Case]] = defaultdict(list)
    for case in chosen:
        rows[case.requirement].append(case)
    return rows


def share(chosen: Sequence[Case], number: int, of: int) -> list[Case]:
    """One row in ``of``; ``number`` tells which: others each time."""
    return list(chosen[number % of :: of])


def with_causes(chosen: Sequence[Case], broken: Collection[str] | None = None) -> list[Case]:
    """The chosen rows, and before them those on which they rest.

    Where it is known which requirements are ``broken`` (by their ids), the others that the rows rest on are met: a few
    rows of each are judged, since these are two thirds of what many tests judge.
    """
    if not causes_of(chosen):
        return list(chosen)
    causes = unreported(chosen, cases_for(chosen[0].target.protocol.name), chosen)
    if broken is not None:
        alike = by_requirement(causes).items()
        causes = [row for one, rows in alike for row in rows[:: 1 if one.id in broken else -(-len(rows) // FEW)]]
    return [*causes, *chosen]


def one_of_each(chosen: Iterable[Case], number: int) -> list[Case]:
    """A row of each requirement; ``number`` tells which."""
    return [alike[number % len(alike)] for alike in by_requirement(chosen).values()]


def judge(
    url: Url,
    chosen: Sequence[Case],
    patience: float = PATIENCE,
    jobs: int = JOBS,
    given: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Outcome]:
    """Judge a running target, whose capabilities ``given`` are known, by the chosen rows; outcomes by their names."""
    protocol = next(one for one in PROTOCOLS.values() if url.scheme in one.ports)
    target, received = measured(target_at(url, protocol, patience, given=given), jobs)
    return judge_target(dataclasses.replace(target, quick=min(patience, 0.15)), chosen, received)


def judge_target(target: Target, chosen: Sequence[Case], received: Iterable[Any] = ()) -> dict[str, Outcome]:
    """Judge a target that was measured already; ``received`` are the messages that it sent meanwhile."""
    outcomes: dict[str, Outcome] = {}
    bound = [dataclasses.replace(case, target=target) for case in with_causes(chosen)]
    state = RunState(target, received)
    try:
        Conductor(target, bound, partial(_keep, outcomes), ExternalTarget(target), state=state).run()
    finally:
        gc.unfreeze()  # a run ends with its process: here many follow, and what properties froze must go
    assert outcomes.keys() == {case.name for case in chosen}
    return outcomes


def judge_over_sockets(
    core: Core, chosen: Sequence[Case], patience: float = PATIENCE, given: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Outcome]:
    """Judge a core on the selectors shell."""
    with serving(core) as url:
        return judge(url, chosen, patience, given=given)


def judge_in_process(
    make: Server,
    protocol: str,
    chosen: Sequence[Case],
    size: int = 0,
    segments: Segments | None = None,
    by_themselves: bool = False,
    given: Mapping[str, str] = MappingProxyType({}),
    broken: Collection[str] | None = None,
) -> dict[str, Outcome]:
    """Judge a server without sockets, one row after the other.

    ``make`` is given the clock's ``today`` and returns a factory of cores; what they send arrives in parts of ``size``
    octets at most (0: of any size), and what is sent to them in ``segments``. With ``by_themselves``, rows are judged
    also where what they rest on is violated. ``given`` are capabilities that are known, ``broken`` the ids of the
    requirements that the server breaks, if these are known; see ``with_causes``.
    """
    measured = measured_in_process(make, protocol, size, segments, given)
    return judge_measured(measured, chosen, by_themselves, broken)


def judge_measured(
    measured: Measured, chosen: Sequence[Case], by_themselves: bool = False, broken: Collection[str] | None = None
) -> dict[str, Outcome]:
    """Judge a server that was measured in this process."""
    target, received = measured
    documents_anew()
    state, outcomes = RunState(target, received), dict[str, Outcome]()
    trials = Trials(target, state, ExternalTarget(target), NullLock(), lambda: False)
    every_row = [row for row in with_causes(chosen, broken) if row.reported or not (row.sockets or by_themselves)]
    causes = Causes([] if by_themselves else every_row)
    settlement = Settlement(target, state, trials.canary, causes, partial(_keep, outcomes))
    for case in sorted(every_row, key=lambda case: case.alone):
        bound = dataclasses.replace(case, target=target, search=WITHOUT_SHRINKING)
        settlement.settle(trials.once(bound, VIRTUAL_PATIENCE), Tally())
    gc.unfreeze()  # what properties hid from the collector must go, as above
    return outcomes


def _keep(outcomes: dict[str, Outcome], outcome: Outcome) -> None:
    """Keep an outcome by the name of its case, without what it no longer needs; no server may make the judge fail."""
    assert outcome.verdict is not Verdict.FAULT, f"{outcome.case.name}: {outcome.message}"
    outcome.free()
    outcomes[outcome.case.name] = outcome


def judge_kind(
    kind: type[Any],
    chosen: Sequence[Case],
    measured: Measured | None = None,
    broken: Collection[str] | None = None,
) -> dict[str, Outcome]:
    """Judge servers of a kind: in this process, as ``measured`` before, and over sockets by the rows that need them."""
    given = reference_of(kind).given(kind)
    quick, on_sockets = [row for row in chosen if not row.sockets], [row for row in chosen if row.sockets]
    outcomes = judge_measured(measured or measured_kind(kind), quick, broken=broken) if quick else {}
    return outcomes | (judge_over_sockets(server(kind), on_sockets, given=given) if on_sockets else {})


def told(outcomes: dict[str, Outcome]) -> dict[str, str]:
    """Names with verdicts that are not ``conforms``, and why: what a test wants to read when it fails."""
    others = {name: one for name, one in outcomes.items() if one.verdict is not Verdict.CONFORMS}
    return {name: f"{one.verdict.value}: {one.message}" for name, one in others.items()}
