"""Tries again, with full patience, the cases that met silence in the first round (docs/engine.md)."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.case import Case
from conformance.harness.engine import silence
from conformance.harness.engine.doubt import Doubt
from conformance.harness.engine.rounds import CALM, CONFIRM, Tally, in_order
from conformance.harness.engine.settlement import Settlement
from conformance.harness.engine.trials import Trials

SAMPLE = 64  # cases that met silence, and as many not tried before, by which a mostly silent target is judged
MOST_AT_ONCE = 512  # quick tries side by side: more would only wait for a processor of this machine
QUICK_WAVES = 16  # waves of cases that an unresponsive target still gets; the others are not tried


class Confirmation:
    """The round CONFIRM of one target.

    ``play`` runs cases in a round. ``measure_idle_capacity`` is given a number of attempts, and returns how many of
    them may wait side by side.
    """

    def __init__(
        self,
        trials: Trials,
        settlement: Settlement,
        doubt: Doubt,
        play: Callable[..., Tally],
        measure_idle_capacity: Callable[[int], int],
    ) -> None:
        self.state, self.trials, self.settlement, self.doubt = trials.state, trials, settlement, doubt
        self.play, self.measure_idle_capacity = play, measure_idle_capacity

    def run(self, first: Tally) -> Tally:
        """Run with full patience the cases that met silence in the first round, and those not tried there.

        A mostly silent target gets a sample first, since every case may cost a patience and a thread that waits.
        """
        together = in_order([*first.doubtful, *first.waiting])
        if not self.state.mostly_silent:
            return self.play(CONFIRM, together, held=first.held, late=first.late)
        self.state.idle_capacity = self.measure_idle_capacity(min(len(together), MOST_AT_ONCE))
        size = min(SAMPLE, self.state.idle_capacity)
        retried, untried = silence.sample(first.doubtful, size), silence.sample(list(first.waiting), size)
        sample = self._confirm_sample(first, retried, untried)
        rest = in_order(set(together).difference(retried, untried))
        if self.state.unresponsive and silence.is_endless(len(sample.endless), len(sample.held)):
            return self._try_no_more(rest, sample)
        if self.state.unresponsive:
            return self._try_quickly(rest, sample, set(retried))
        return self._try_all(rest, sample)

    def _confirm_sample(self, first: Tally, retried: list[Case], untried: list[Case]) -> Tally:
        """Try the sample of a mostly silent target; it is unresponsive if it is silent to most of it twice."""
        sample = self.play(CONFIRM, [*retried, *untried], held=first.held)
        if silence.is_unresponsive(retried, untried, sample.answered, sample.slow):
            sample = self.doubt.play_until_in_time(sample, CALM)
            again = silence.is_unresponsive(retried, untried, sample.answered, sample.slow)
            self.state.unresponsive = again and not sample.late
        return sample

    def _try_all(self, cases: list[Case], sample: Tally) -> Tally:
        """Run the other cases of a target that is only slow, and once more those of the sample that silence accuses."""
        self.state.mostly_silent = False
        self.state.idle_capacity = 0
        return self.play(CONFIRM, in_order([*cases, *sample.to_repeat]), late=sample.late)

    def _try_no_more(self, cases: list[Case], sample: Tally) -> Tally:
        """Settle the sample of a target whose answers do not end; the other cases are not tried."""
        self.state.unresponsive = self.state.mostly_silent = False  # cases on the whole run get their full patience
        count = f"{len(sample.endless)} of {len(sample.held)}"
        self.state.endless_reason = f"the answers to {count} cases tried twice had not ended when their time was over"
        for outcome in sample.held:
            self.settlement.settle(outcome, sample)
        tally = Tally()
        for case in cases:
            self.settlement.settle(self.trials.not_tried(case, self.state.endless_reason), tally)
        return tally

    def _try_quickly(self, cases: list[Case], sample: Tally, retried: set[Case]) -> Tally:
        """Settle the sample of an unresponsive target, and run some more of its cases; the others are not tried."""
        for outcome in sample.held:
            self.settlement.settle(outcome, sample)
        most = QUICK_WAVES * self.state.idle_capacity
        tally = self.play(CONFIRM, cases[:most])
        silent = len(retried - sample.answered)
        count = f"{silent} of" if silent < len(retried) else "all of"
        reason = f"the target gave no whole answer to {count} {len(retried)} cases tried twice, nor to most others"
        for case in cases[most:]:
            self.settlement.settle(self.trials.not_tried(case, reason), tally)
        return tally
