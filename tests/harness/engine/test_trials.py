"""How many trials it takes to find the case that harmed the target."""

from __future__ import annotations

from functools import partial

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.state import RunState
from conformance.harness.engine.trials import Trials
from conformance.harness.targets.lifecycle import ExternalTarget, NullLock
from conformance.http.peer import Http
from reference_impls.http.server import HttpServer
from tests.kit.engine import case, plain
from tests.kit.measured import measured_in_process
from tests.kit.protocols import server

IN_FLIGHT = 64


@pytest.fixture(scope="module")
def target() -> Target:
    return measured_in_process(partial(server, HttpServer), "http")[0]


class Watched(Trials):
    """Trials of a target that is late once whenever a case has made it so. ``asked`` counts the plain requests."""

    late = False
    asked = 0

    def _answers(self) -> bool:
        self.asked += 1
        late, self.late = self.late, False
        return not late


def trials_of(target: Target) -> Watched:
    return Watched(target, RunState(target), ExternalTarget(target), NullLock(), lambda: False)


def recovered(trials: Watched, suspects: list[Case]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    trials.recover(suspects, outcomes.append)
    return sorted(outcomes, key=lambda outcome: outcome.case.index)


def test_after_one_late_answer_all_suspects_are_tried_together(target: Target) -> None:
    trials, suspects = trials_of(target), [case(target, index) for index in range(IN_FLIGHT)]
    outcomes = recovered(trials, suspects)
    assert [outcome.verdict.value for outcome in outcomes] == ["conforms"] * IN_FLIGHT
    assert trials.asked == 3, "before the trial, after it, and at the end"


def test_a_case_that_makes_the_target_late_is_found_among_many_by_halves(target: Target) -> None:
    trials = trials_of(target)

    def hinders(http: Http) -> None:
        plain(http)
        trials.late = True

    suspects = [case(target, index, hinders if index == 41 else plain) for index in range(IN_FLIGHT)]
    outcomes = recovered(trials, suspects)
    assert [outcome.case.index for outcome in outcomes] == list(range(IN_FLIGHT))
    assert [outcome.case.index for outcome in outcomes if outcome.blame] == [41]
    assert trials.asked < IN_FLIGHT / 2
