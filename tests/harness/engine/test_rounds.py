"""The rounds as data, and the state that they change."""

from __future__ import annotations

import dataclasses
import threading

import pytest

from conformance.harness.case.target import Target
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.rounds import ALONE, CALM, CONFIRM, FIRST, Round, Silence, Tally
from conformance.harness.engine.state import RunState
from conformance.harness.net.url import Url
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.http.protocol import PROTOCOL

TARGET = Target(Url("http", "127.0.0.1", 1), PROTOCOL, patience=3.0, quick=0.5, max_busy=8, jobs=64)


@pytest.mark.parametrize(("round_", "seconds"), [(FIRST, 0.5), (CONFIRM, 3.0), (CALM, 6.0), (ALONE, 3.0)])
def test_each_round_has_its_patience(round_: Round, seconds: float) -> None:
    assert round_.seconds(TARGET) == seconds


def test_silence_is_tried_again_then_held_then_accuses() -> None:
    meanings = [round_.silence for round_ in (FIRST, CONFIRM, CALM, ALONE)]
    assert meanings == [Silence.TRY_AGAIN, Silence.HOLD, Silence.ACCUSE, Silence.ACCUSE]


def rounds_of_a_run(*, late: bool) -> list[Round]:
    """The rounds that a run plays, where plain requests beside the cases are late or not."""
    rounds: list[Round] = []

    class Recording(Conductor):
        def _play(self, round_: Round, *_: object, **__: object) -> Tally:
            rounds.append(round_)
            return Tally(late=late)

    conductor = Recording(dataclasses.replace(TARGET, baseline_error="no last look"), [], print, ExternalTarget(TARGET))
    conductor.run()
    return rounds


def test_a_run_plays_the_rounds_in_order() -> None:
    assert rounds_of_a_run(late=False) == [FIRST, CONFIRM, ALONE]


def test_where_plain_requests_were_late_a_calm_round_follows() -> None:
    assert rounds_of_a_run(late=True) == [FIRST, CONFIRM, CALM, ALONE]


def test_the_state_can_be_changed_by_many_threads() -> None:
    state = RunState(dataclasses.replace(TARGET, max_busy=200))

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
