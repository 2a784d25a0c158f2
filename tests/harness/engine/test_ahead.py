"""Cases that run before pytest asks for them: an early end, a last look, a defect of our own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest

from conformance.harness.case.case import Outcome
from conformance.harness.engine.ahead import Ahead
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.rounds import Tally
from conformance.harness.engine.state import RunState
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.model import Verdict
from tests.kit.engine import case, late_by, target_at
from tests.kit.servers import Server, closes, obeys, serving


def test_stop_drops_what_has_not_begun() -> None:
    with serving(late_by(0.2)) as server:
        target = target_at(server, jobs=2, patience=2.0, quick=1.0)
        cases = [case(target, index) for index in range(200)]
        ahead = Ahead([], cases)
        ahead.conductors = [Conductor(target, cases, ahead.settle, ExternalTarget(target))]
        ahead.start()
        first = ahead.outcome(cases[0].name)
        ahead.stop()
    assert first is not None
    assert server.accepted < 20


def test_the_end_of_a_run_waits_for_the_last_look() -> None:
    """The target may be coming back just then: it did not die for good."""
    looking, never = threading.Event(), threading.Event()

    class Reborn(ExternalTarget):
        def revive(self, stopped: Callable[[], bool]) -> bool:
            looking.set()
            never.wait(0.2)
            return not stopped()

    def once(sock: socket.socket, server: Server) -> None:
        if server.accepted == 1:
            obeys(sock, server)

    with serving(once) as server:
        target = target_at(server, patience=0.5)
        cases = [case(target, 0)]
        ahead = Ahead([], cases)
        state = RunState(target)
        ahead.conductors = [Conductor(target, cases, ahead.settle, Reborn(target), state=state)]
        ahead.start()
        assert ahead.outcome(cases[0].name) is not None
        assert looking.wait(5)
        ahead.stop()
    assert state.lost_reason == ""


def test_a_defect_of_the_harness_reaches_whoever_waits() -> None:
    """No item may wait for ever for an outcome that nobody makes any more."""

    def fails(outcome: Outcome) -> None:
        raise ZeroDivisionError("of the harness")

    class Broken(Conductor):
        def run(self) -> None:
            self.settlement.settle(self.cases[0].run(1.0), Tally())

    with serving(closes) as server:
        target = target_at(server)
        cases = [case(target, 0), case(target, 1)]
        ahead = Ahead([], cases)
        ahead.conductors = [Broken(target, cases, fails, ExternalTarget(target))]
        ahead.start()
        with pytest.raises(ZeroDivisionError):
            ahead.outcome(cases[1].name)
        ahead.stop()


def test_an_outcome_is_handed_out_once() -> None:
    """A re-run gets none, and makes its own."""
    with serving(obeys) as server:
        target = target_at(server)
        cases = [case(target, 0)]
        ahead = Ahead([], cases)
        ahead.conductors = [Conductor(target, cases, ahead.settle, ExternalTarget(target))]
        ahead.start()
        assert ahead.outcome(cases[0].name) is not None
        assert ahead.outcome(cases[0].name) is None
        assert ahead.conductors[0].one(cases[0]).verdict is Verdict.CONFORMS
        ahead.stop()
