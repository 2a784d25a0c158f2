"""The engine: rounds, limits, cases that run alone, an early end."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from pathlib import Path

import pytest

from conformance.harness.case.case import Outcome
from conformance.harness.case.slots import FEWEST, Slots
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.flight import side_by_side
from conformance.harness.engine.locks import LockFile
from conformance.harness.engine.state import RunState
from conformance.harness.engine.trials import Trials
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.harness.targets.measurement import measure
from conformance.http.peer import Http
from conformance.model import Verdict
from tests.kit.engine import case, conduct, plain, target_at, told, verdicts
from tests.kit.servers import ANSWER, Converse, Server, closes, listens_only, obeys, serving


@pytest.mark.parametrize(("converse", "jobs"), [(listens_only, 64), (closes, 1)], ids=["silent", "closing"])
def test_a_target_that_is_silent_to_the_baseline_is_silent_to_many_at_once(converse: Converse, jobs: int) -> None:
    with serving(converse) as server:
        target = target_at(server, patience=0.1)
        target = measure(target, None).target
    assert target.baseline_error
    assert target.jobs == jobs


def test_waiting_cases_do_not_starve_a_small_pool() -> None:
    """A pool of two, both kept by silent connections: the answers of others are late, not missing."""
    with serving(obeys, workers=2) as server:
        target = target_at(server, jobs=2)
        told_to = [b"silence", b"silence", b"late", b"late"]
        outcomes = conduct(target, [case(target, index, told, do=do) for index, do in enumerate(told_to)])
    found = verdicts(outcomes)
    assert [found[name] for name in sorted(found)] == ["violates", "violates", "conforms", "conforms"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_as_many_cases_are_in_flight_as_jobs_say(jobs: int) -> None:
    """The server answers when ``jobs`` requests are there, and counts more than that as a fault."""
    together, lock = threading.Barrier(jobs, timeout=5), threading.Lock()
    busy = [0]
    peaks: list[int] = []

    def converse(sock: socket.socket, server: Server) -> None:
        sock.recv(65536)
        with lock:
            busy[0] += 1
            peaks.append(busy[0])
        if len(peaks) <= 4 * jobs:  # what follows is the canary after the last case
            with contextlib.suppress(threading.BrokenBarrierError):  # fewer came than may: the peak says so
                together.wait()
        with lock:
            busy[0] -= 1
        sock.sendall(ANSWER % b"200 OK")

    with serving(converse) as server:
        target = target_at(server, jobs=jobs, patience=60, quick=30)
        outcomes = conduct(target, [case(target, index) for index in range(4 * jobs)])
    assert set(verdicts(outcomes).values()) == {"conforms"}
    assert max(peaks) == jobs


def test_cases_alone_come_last_and_one_at_a_time() -> None:
    running: list[str] = []

    def lonely(http: Http, name: str) -> None:
        running.append(name)
        plain(http)
        assert running == [name]
        running.remove(name)

    with serving(obeys) as server:
        target = target_at(server)
        cases = [case(target, index, lonely, alone=True, name=f"alone{index}") for index in range(3)]
        outcomes = conduct(target, [*cases, *(case(target, index) for index in range(3, 9))])
    assert set(verdicts(outcomes).values()) == {"conforms"}
    assert [outcome.case.alone for outcome in outcomes] == [False] * 6 + [True] * 3


def test_what_runs_alone_is_alone_among_all_workers(tmp_path: Path) -> None:
    inside, most = set[int](), list[int]()

    def lonely(http: Http) -> None:
        inside.add(threading.get_ident())
        plain(http)
        most.append(len(inside))
        inside.discard(threading.get_ident())

    def work() -> None:
        cases = [case(target, index, lonely, alone=True) for index in range(10)]
        Conductor(target, cases, lambda outcome: None, ExternalTarget(target), LockFile(tmp_path / "gate", False)).run()

    with serving(obeys) as server:
        target = target_at(server)
        side_by_side(work, 2, "worker")
    assert most == [1] * 20


def test_what_was_heard_is_kept_for_the_linter() -> None:
    with serving(obeys) as server:
        target = target_at(server)
        state = RunState(target)
        conduct(target, [case(target, 0), case(target, 1)], state)
    assert [response.status for response in state.received] == [200, 200]


@pytest.mark.parametrize("ends", [pytest.fail, pytest.skip, sys.exit])
def test_an_outcome_of_pytest_ends_a_case_not_a_thread(ends: object) -> None:
    def odd(http: Http) -> None:
        assert callable(ends)
        ends("oddly")

    with serving(obeys) as server:
        target = target_at(server)
        outcomes = conduct(target, [case(target, 0, odd), case(target, 1)])
    assert sorted(verdicts(outcomes).values()) == ["conforms", "fault"]


def test_a_case_that_is_not_applicable_opens_no_connection() -> None:
    """Hundreds of them in a moment would fill a short queue of connections."""

    def lacking(http: Http) -> None:
        http.attempt.require_capability("echo")

    with serving(obeys) as server:
        target = target_at(server)
        (outcome,) = conduct(target, [case(target, 0, lacking)])
        asked = server.requests
    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert outcome.attempt.connections == 0
    assert all(b"X-Do" not in request for request in asked)


def test_fewer_go_on_at_once_where_connections_find_no_room() -> None:
    slots, busy, peak = Slots(4), set[int](), list[int]()
    for _ in range(5):
        slots.shrink()
    for _ in range(2):
        slots.take()
        slots.give_back()

    def work() -> None:
        slots.take()
        busy.add(threading.get_ident())
        peak.append(len(busy))
        busy.discard(threading.get_ident())
        slots.give_back()

    side_by_side(work, 16, "worker")
    assert slots.count == FEWEST
    assert len(peak) == 16
    assert max(peak) <= FEWEST


def test_a_defect_beside_a_case_costs_no_row_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread of a case would end with the row in its hands, and nobody would learn why."""

    def fails(trials: Trials, outcome: Outcome) -> bool:
        if outcome.case.index == 1:
            raise ZeroDivisionError("in the harness")
        return False

    monkeypatch.setattr(Trials, "has_failed", fails)
    with serving(obeys) as server:
        target = target_at(server)
        outcomes = conduct(target, [case(target, index) for index in range(3)])
    found = {outcome.case.index: (outcome.verdict, outcome.message) for outcome in outcomes}
    assert found[1] == (Verdict.FAULT, "a fault of this tool, please report: ZeroDivisionError: in the harness")
    assert [found[0][0], found[2][0]] == [Verdict.CONFORMS] * 2
