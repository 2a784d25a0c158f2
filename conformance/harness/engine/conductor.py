"""Runs the cases of one target in rounds and settles each with one outcome (docs/engine.md).

The rounds are data (``rounds.py``), what silence says is decided by pure functions (``silence.py``), and what changes
meanwhile is one object (``state.py``). When the target dies or hangs, the round halts, the target is revived if that is
possible, and the cases that were in flight run again one at a time, so that the one to blame is known.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.slots import Slots
from conformance.harness.case.target import Target
from conformance.harness.engine.budget import Budget
from conformance.harness.engine.canary import noting_lateness
from conformance.harness.engine.causes import Causes, causes_first
from conformance.harness.engine.confirmation import Confirmation
from conformance.harness.engine.doubt import ACCUSING, Doubt
from conformance.harness.engine.flight import Flight
from conformance.harness.engine.rounds import ALONE, CALM, CONFIRM, FIRST, Round, Silence, Tally
from conformance.harness.engine.settlement import Settlement
from conformance.harness.engine.state import RunState
from conformance.harness.engine.trials import Trials, in_flight
from conformance.harness.process import thread_limit
from conformance.harness.targets.lifecycle import Lifecycle, NullLock, TargetLock
from conformance.harness.targets.measurement import measure_idle_capacity
from conformance.model import OutOfTime


class Conductor:
    """Runs the cases of one target. Setting ``stopped`` ends the run early."""

    def __init__(
        self,
        target: Target,
        cases: Iterable[Case],
        settle: Callable[[Outcome], None],
        lifecycle: Lifecycle,
        lock: TargetLock | None = None,
        state: RunState | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.target, self.cases, self.stopped = target, causes_first(cases), False
        self.budget, self._batch = budget or Budget(), 0
        self._after = 0  # rows that run alone after the present one
        self.lock, self.state = lock or NullLock(), state or RunState(target)
        self.state.limit = self.budget.limit
        self.trials = Trials(target, self.state, lifecycle, self.lock, lambda: self.stopped or self.budget.is_used())
        self.causes = Causes(self.cases)
        self.settlement = Settlement(target, self.state, self.trials.canary, self.causes, settle)
        self.doubt = Doubt(target, self.settlement, self._play)
        self.confirmation = Confirmation(self.trials, self.settlement, self.doubt, self._play, self.idle_capacity)

    def run(self) -> None:
        """Settle every case; returns when all are settled or ``stopped`` was set."""
        for number, cases in enumerate(self.batches()):
            self._batch = number
            self._run_batch(cases)
        self.trials.look_once_more()
        self.state.activity.begin("")

    def batches(self) -> list[list[Case]]:
        """The parts in which the cases run: one, unless their time is limited."""
        return self.budget.batches(self.cases, self.target.protocol.alone)

    def _run_batch(self, cases: list[Case]) -> None:
        first = FIRST if self.target.quick < self.target.patience else CONFIRM
        tally = self.confirmation.run(self._play(first, [case for case in cases if not case.alone]))
        self.before_calm(tally)
        with self.lock.alone():
            self.doubt.settle(tally, CALM)
        self._play_alone([case for case in cases if case.alone])

    def before_calm(self, tally: Tally) -> None:
        """Called when the cases that run side by side have run; ``tally`` holds the outcomes that rest on silence."""

    def idle_capacity(self, wanted: int) -> int:
        """How many attempts may be open at once where most of them wait in silence."""
        if self.target.baseline_error or self.budget.is_used():
            return min(wanted, self.target.jobs)
        return measure_idle_capacity(self.target, wanted)

    def one(self, case: Case) -> Outcome:
        """Run a single case in the calling thread, with full patience; if silence would accuse, run it once more."""
        outcome = self._once(case)
        if self.settlement.rests_on_silence(outcome) and outcome.verdict in ACCUSING:
            outcome = self.doubt.unless_late(self._once(case))
        self.state.keep(outcome.attempt.received)
        return self.causes.judged(outcome)

    def _once(self, case: Case) -> Outcome:
        if self.cases or self.target.baseline_error:  # others are in flight: which one harmed the target is unknown
            outcome = self.trials.once(case, self.target.patience)
            if self.trials.has_failed(outcome) and not self.trials.revive():
                self.trials.give_up(f"in flight: {outcome.case.name}, and perhaps others")
        else:
            outcome = self.trials.alone(case)
            self.trials.ensure_alive(in_flight([case]))
        return outcome

    # rounds

    def _play_alone(self, cases: list[Case]) -> None:
        """Run the cases marked ``alone``, one at a time.

        An unresponsive target gets them all together: one patience for all instead of one for each. Cases that inspect
        the target afterwards still run one at a time.
        """
        last = self.target.protocol.alone
        together = [case for case in cases if self.state.unresponsive and last.isdisjoint(case.peers)]
        self._play(CONFIRM, together)
        by_themselves = [case for case in cases if case not in together]
        for number, case in enumerate(by_themselves, 1):
            self._after = len(by_themselves) - number
            if not self.stopped:
                with self.lock.alone():
                    self.doubt.settle(self._play(ALONE[0], [case]), ALONE)

    def _play(self, round_: Round, cases: Iterable[Case], **before: Any) -> Tally:
        """Run cases in a round; the tally begins with what was found ``before``."""
        tally = Tally(deque(cases), **before)
        while tally.waiting and not self._is_over(round_, tally):
            if suspects := self._fly(round_, tally):
                self.trials.recover(suspects, lambda outcome: self.settlement.sort(outcome, CONFIRM, tally))
            self._leave_alone()
        if self._has_no_time(tally):
            self._leave_out(tally)
        return tally

    def _leave_alone(self) -> None:
        """Where the target limits its rate, give it time; what workers send would count as well."""
        if self.state.spacing.is_exceeded:
            self.lock.exclusive()
            try:
                self.trials.rate_limit.leave_alone()
            finally:
                self.lock.leave()

    def _is_over(self, round_: Round, tally: Tally) -> bool:
        """Whether no more cases are to be begun in the round: quick tries are no use where most meet silence."""
        hopeless = round_.silence is Silence.TRY_AGAIN and self.state.mostly_silent
        return self.stopped or hopeless or self._has_no_time(tally)

    def _has_no_time(self, tally: Tally) -> bool:
        return self.budget.is_used(self.budget.reserve(self._batch, len(tally.doubtful), self.target))

    def _leave_out(self, tally: Tally) -> None:
        """Settle the cases that have not begun as not tried: the time is used."""
        while tally.waiting:
            case = tally.waiting.popleft()
            self.settlement.settle(self.trials.not_tried(case, self.budget.reason, OutOfTime), tally)

    def _fly(self, round_: Round, tally: Tally) -> list[Case]:
        """Run cases side by side until none waits or the target fails; returns those in flight when it failed."""
        self.state.activity.begin(round_.what, len(tally.waiting) + self._after)
        flight = Flight(self.trials, round_.seconds(self.target), Slots(self.state.busy_limit(round_.busy_share)))
        count = self._count(round_, len(tally.waiting))  # may measure, which would delay the plain requests
        with self._noting_lateness(round_, tally):
            flight.run(
                count,
                tally,
                lambda outcome: self._sort(outcome, round_, tally),
                lambda: self.state.spacing.is_exceeded or self._is_over(round_, tally),
            )
        return flight.suspects

    def _sort(self, outcome: Outcome, round_: Round, tally: Tally) -> None:
        self.settlement.sort(outcome, round_, tally)
        self.state.activity.one_done()

    def _noting_lateness(self, round_: Round, tally: Tally) -> AbstractContextManager[None]:
        if self._is_unwatched(round_):
            return contextlib.nullcontext()
        return noting_lateness(self.trials.canary, self.lock, round_, tally)

    def _is_unwatched(self, round_: Round) -> bool:
        """Whether no plain requests are made: silence does not accuse yet, or the target answers nothing anyway."""
        return round_.silence is Silence.TRY_AGAIN or self.state.unresponsive or bool(self.target.baseline_error)

    def _count(self, round_: Round, waiting: int) -> int:
        """How many attempts go on side by side."""
        most = self.state.spacing.side_by_side(min(waiting, thread_limit()), self.target.patience)
        if not round_.all_wait:
            return min(most, self.target.jobs)
        plain = 0 if self._is_unwatched(round_) else 1  # a connection that is left for the plain requests
        held = self.state.idle_capacity or self.idle_capacity(most + plain)
        return max(1, min(most, held - plain))
