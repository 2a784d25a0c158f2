"""The engine: a target that dies or hangs, and which case is blamed."""

from __future__ import annotations

import threading

from conformance.harness.case.case import Outcome
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.engine.trials import HARMFUL
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.http.peer import Http
from conformance.model import Verdict
from tests.kit.engine import case, conduct, target_at, told, verdicts
from tests.kit.servers import Server, obeys, serving


def test_a_target_that_falls_is_given_up_once() -> None:
    """Those after the fall are unjudged: no octet of theirs, one reason, and the suspects are named."""
    with serving(obeys) as server:
        target = target_at(server, jobs=1, patience=0.5)
        cases = [case(target, 0), case(target, 1, told, do=b"fall"), *(case(target, index) for index in range(2, 30))]
        state = RunState(target)
        outcomes = conduct(target, cases, state)
    assert outcomes[0].verdict is Verdict.CONFORMS
    assert {outcome.verdict for outcome in outcomes[1:]} == {Verdict.INCONCLUSIVE}
    assert len(outcomes) == 30
    assert {outcome.message for outcome in outcomes[1:]} == {state.lost_reason}
    assert "1 told b'fall'" in state.lost_reason
    assert not any(outcome.attempt.transcript.entries for outcome in outcomes[1:])


def test_what_a_lost_target_wrote_is_shown_by_one_row() -> None:
    class Wrote(ExternalTarget):
        def last_output(self) -> list[str]:
            return ["boom"]

    with serving(obeys) as server:
        target = target_at(server, jobs=1, patience=0.5)
        cases = [case(target, 0, told, do=b"fall"), *(case(target, index) for index in range(1, 9))]
        outcomes: list[Outcome] = []
        Conductor(target, cases, outcomes.append, Wrote(target)).run()
    notes = [entry.note for outcome in outcomes for entry in outcome.attempt.transcript.entries]
    assert notes.count("its output: boom") == 1


def test_the_case_that_hangs_the_target_is_blamed_and_no_other() -> None:
    """A server that does not answer for a while after one request, beside others in flight."""
    with serving(obeys) as server:
        target = target_at(server, patience=0.5)
        life = Thawed(target, server)
        cases = [case(target, index) for index in range(12)]
        cases[5] = case(target, 5, told, do=b"hang")
        outcomes: list[Outcome] = []
        state = RunState(target)
        Conductor(target, cases, outcomes.append, life, state=state).run()
    found = verdicts(outcomes)
    assert [name for name, verdict in found.items() if verdict != "conforms"] == ["5 told b'hang'"]
    assert found["5 told b'hang'"] == "inconclusive"
    assert state.casualties == ["5 told b'hang': the target hangs since this case: it no longer answers"]


def test_of_several_in_flight_none_is_named_if_the_target_does_not_come_back() -> None:
    both = threading.Barrier(2)

    def told_together(http: Http, do: bytes) -> None:
        both.wait()
        told(http, do)

    with serving(obeys) as server:
        target = target_at(server, jobs=2, patience=0.5)
        state = RunState(target)
        conduct(target, [case(target, index, told_together, do=b"fall") for index in range(2)], state)
    assert "in flight, so which of them ended it cannot be known" in state.lost_reason
    assert "told" not in state.lost_reason


def test_a_case_that_ends_the_target_when_it_runs_alone_is_named() -> None:
    """The target comes back once, so that those in flight are tried one at a time; then it is lost."""
    with serving(obeys) as server:
        target = target_at(server, patience=0.5)
        cases = [case(target, index) for index in range(12)]
        cases[5] = case(target, 5, told, do=b"hang")
        state = RunState(target)
        Conductor(target, cases, lambda outcome: None, ThawedOnce(target, server), state=state).run()
    assert state.lost_reason.endswith("; in flight: 5 told b'hang'")


def test_of_a_case_that_harms_the_target_again_and_again_the_rest_is_not_tried() -> None:
    """Each row that it dies of costs a restart, and there are only so many: the other cases are worth more."""
    with serving(obeys) as server:
        target = target_at(server, patience=0.5)
        cases = [case(target, index, told, do=b"hang") for index in range(6)]
        outcomes: list[Outcome] = []
        state = RunState(target)
        lifecycle = Thawed(target, server)
        Conductor(target, [*cases, case(target, 6)], outcomes.append, lifecycle, state=state).run()
    told_so = [outcome.message for outcome in outcomes if outcome.message.startswith("not tried")]
    assert told_so == ["not tried: the target died, or hung, of 3 rows of this case"] * 3
    assert len(state.casualties) == HARMFUL
    assert verdicts(outcomes)["6 plain"] == "conforms"


class Thawed(ExternalTarget):
    """The life of a server that can be brought back."""

    def __init__(self, target: object, server: Server) -> None:
        self.server, self.deaths = server, 0

    def revive(self, stopped: object) -> bool:
        self.server.frozen.clear()
        return True


class ThawedOnce(Thawed):
    """The life of a server that can be brought back a single time."""

    used = False

    def revive(self, stopped: object) -> bool:
        if self.used:
            return False
        self.used = True
        return super().revive(stopped)
