"""Decide about the outcome of an attempt: settle it, hold it until more is known, or have its case tried again."""

from __future__ import annotations

import threading
from collections.abc import Callable

from conformance.harness.case.case import Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine import silence
from conformance.harness.engine.canary import Canary
from conformance.harness.engine.causes import Causes
from conformance.harness.engine.rounds import Round, Silence, Tally
from conformance.harness.engine.state import RunState
from conformance.model import TargetGone, Verdict


class Settlement:
    """Sorts the outcomes of one target; ``settle`` hands each final outcome on."""

    def __init__(
        self, target: Target, state: RunState, canary: Canary, causes: Causes, hand_over: Callable[[Outcome], None]
    ) -> None:
        self.target, self.state, self.canary, self.causes = target, state, canary, causes
        self._hand_over, self._guard = hand_over, threading.Lock()

    def sort(self, outcome: Outcome, round_: Round, tally: Tally) -> None:
        """Settle an outcome of a round, or keep it for a later one."""
        if round_.silence is Silence.TRY_AGAIN and _met_silence(outcome):
            with self._guard:
                tally.doubtful.append(outcome.case)
                mostly = silence.is_mostly_silent(len(tally.doubtful), tally.begun, self.target.jobs)
                self.state.mostly_silent |= mostly
        elif round_.silence is Silence.HOLD and self.rests_on_silence(outcome):
            with self._guard:
                tally.held.append(outcome)
        else:
            self.settle(outcome, tally)

    def rests_on_silence(self, outcome: Outcome) -> bool:
        """Whether an outcome could be wrong because the target is slow.

        That holds for an inconclusive or not-applicable verdict as well as for a violation.
        """
        doubtful = _met_silence(outcome) and outcome.verdict is not Verdict.CONFORMS
        return doubtful and not (self.state.unresponsive or self.state.lost_reason or outcome.blame)

    def settle(self, outcome: Outcome, tally: Tally) -> None:
        """Settle an outcome, and hand it over as soon as its causes are judged."""
        if not outcome.attempt.silent:
            with self._guard:
                tally.answered.add(outcome.case)
                if outcome.seconds > self.target.quick:
                    tally.slow.add(outcome.case)
        for certain in self.causes.release(outcome):
            if certain.case.reported:
                self._keep_for_the_whole_run(certain)
                self._hand_over(certain)

    def _keep_for_the_whole_run(self, outcome: Outcome) -> None:
        """Keep what the cases that judge the whole run need of an outcome."""
        self.state.keep(outcome.attempt.received)
        if outcome.verdict is Verdict.CONFORMS and not (outcome.attempt.silent or outcome.case.alone):
            self.state.keep_conforming(outcome.case)


def _met_silence(outcome: Outcome) -> bool:
    """Whether the target was silent in the attempt, did not end an answer in time, or had no room for a connection."""
    return outcome.attempt.silent or isinstance(outcome.raised, TargetGone)
