"""The rounds as data, and the state that they change."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterable

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.rounds import ALONE, CALM, CONFIRM, FIRST, Round, Silence, Tally
from conformance.harness.engine.state import RunState
from conformance.harness.net.url import Url
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.http.protocol import PROTOCOL
from conformance.model import Inconclusive, Verdict
from tests.kit.engine import case

TARGET = Target(Url("http", "127.0.0.1", 1), PROTOCOL, patience=3.0, quick=0.5, max_busy=8, jobs=64)


EACH_TRY = (3.0, 6.0, 6.0)
ROUNDS = [(FIRST, 0.5), (CONFIRM, 3.0), *zip(CALM, EACH_TRY, strict=True), *zip(ALONE, EACH_TRY, strict=True)]


@pytest.mark.parametrize(("round_", "seconds"), ROUNDS)
def test_each_round_has_its_patience(round_: Round, seconds: float) -> None:
    assert round_.seconds(TARGET) == seconds


def test_silence_is_tried_again_then_held() -> None:
    meanings = [round_.silence for round_, _ in ROUNDS]
    assert meanings == [Silence.TRY_AGAIN, *[Silence.HOLD] * 7]


@pytest.mark.parametrize(
    ("late", "calm", "verdict"),
    [
        ([False, False], CALM[:1], Verdict.VIOLATES),
        ([True, False], CALM[:1], Verdict.VIOLATES),
        ([False, True, False], CALM[:2], Verdict.VIOLATES),
        ([True, True, True, False], CALM, Verdict.VIOLATES),
        ([True, True, True, True], CALM, Verdict.INCONCLUSIVE),
    ],
)
def test_silence_accuses_after_one_more_round_beside_which_plain_requests_are_in_time(
    late: list[bool], calm: tuple[Round, ...], verdict: Verdict
) -> None:
    assert played(accused_by_silence(), late) == ([FIRST, CONFIRM, *calm], [verdict])


@pytest.mark.parametrize(("late", "calm"), [([False], ()), ([True, False], CALM[:1])])
def test_silence_that_accuses_nobody_needs_one_more_round_only_where_a_plain_request_was_late(
    late: list[bool], calm: tuple[Round, ...]
) -> None:
    outcome = accused_by_silence().ended_by(Inconclusive("silence"))
    assert played(outcome, late) == ([FIRST, CONFIRM, *calm], [Verdict.INCONCLUSIVE])


def test_where_one_connection_is_served_at_a_time_every_round_is_calm() -> None:
    one_at_a_time = dataclasses.replace(TARGET, jobs=1)
    assert played(accused_by_silence(one_at_a_time), [False]) == ([FIRST, CONFIRM], [Verdict.VIOLATES])


def accused_by_silence(target: Target = TARGET) -> Outcome:
    attempt = Attempt(target, target.patience)
    attempt.observed("silence", silent=True)
    return Outcome(case(target, 0), attempt, AssertionError("silence"), 0.0, 0.0)


def played(outcome: Outcome, late: list[bool]) -> tuple[list[Round], list[Verdict]]:
    """The rounds of a run, and its verdicts. ``late``: whether plain requests are, in CONFIRM and the rounds after it.

    The outcome is held in each of these rounds.
    """
    rounds: list[Round] = []
    is_late = iter(late)

    class Recording(Conductor):
        def _play(self, round_: Round, cases: Iterable[Case], **_: object) -> Tally:
            if not list(cases):
                return Tally()
            rounds.append(round_)
            return Tally(doubtful=[outcome.case]) if round_ is FIRST else Tally(held=[outcome], late=next(is_late))

    target = dataclasses.replace(outcome.case.target, baseline_error="no last look")
    settled: list[Outcome] = []
    Recording(target, [outcome.case], settled.append, ExternalTarget(target)).run()
    return rounds, [one.verdict for one in settled]


def test_the_state_can_be_changed_by_many_threads() -> None:
    numbers = dataclasses.replace(PROTOCOL, trim_for_lint=lambda number: 1)
    state = RunState(dataclasses.replace(TARGET, protocol=numbers, max_busy=200))

    def change(number: int) -> None:
        state.keep([number])
        state.limit_busy(number)

    threads = [threading.Thread(target=change, args=(number,)) for number in range(50, 150)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(state.received) == list(range(50, 150))
    assert state.max_busy == 50


def test_the_messages_for_all_of_lint_are_exchanged_once() -> None:
    state = RunState(TARGET)
    assert [state.may_provoke() for _ in range(3)] == [True, False, False]
