"""Runs one case at a time for the conductor, and finds out which case harmed the target."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from functools import partial

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.slots import Slots
from conformance.harness.case.target import Target
from conformance.harness.engine.canary import Canary
from conformance.harness.engine.rate_limit import RateLimit
from conformance.harness.engine.rounds import in_order
from conformance.harness.engine.state import RunState
from conformance.harness.targets.lifecycle import Lifecycle, TargetLock
from conformance.harness.targets.measurement import answers
from conformance.model import Inconclusive, OutOfTime, TargetGone

HARMFUL = 3  # if so many rows of a case killed the target, the other rows of the case are not tried


class Trials:
    """Attempts at the cases of one target. ``stopped`` says whether the run has been told to end early."""

    def __init__(
        self, target: Target, state: RunState, lifecycle: Lifecycle, lock: TargetLock, stopped: Callable[[], bool]
    ) -> None:
        self.target, self.state, self.lifecycle, self.lock, self.stopped = target, state, lifecycle, lock, stopped
        self.canary, self.rate_limit = Canary(target, state.spacing), RateLimit(target, state, stopped)
        self._harmed = Counter[Callable[..., None]]()  # rows of each function that harmed the target

    def once(self, case: Case, patience: float, slots: Slots | None = None) -> Outcome:
        """Run the case beside others, or say why it is not tried."""
        baseline_error = "" if case.baseline else self.target.baseline_error
        if reason := self.state.lost_reason or baseline_error or self._endless(case) or self._too_harmful(case):
            return self.not_tried(case, reason)
        self.lock.shared()
        try:
            return case.run(patience, slots, run=self.state)
        finally:
            self.lock.leave()

    def alone(self, case: Case) -> Outcome:
        """Run the case with nothing beside it. If the target does not survive, it is because of this case."""
        if self.state.lost_reason or self._too_harmful(case):
            return self.once(case, self.target.patience)
        deaths = self.lifecycle.deaths
        outcome = case.run(self.target.patience, run=self.state)
        if isinstance(outcome.raised, OutOfTime) or not (reason := self._harm(deaths)):
            return outcome
        if self.lifecycle.deaths != deaths:
            outcome.attempt.transcript.trouble(self._output())
        self._harmed[case.function] += 1
        self.state.casualties.append(f"{case.name}: {reason}")
        return outcome.ended_by(Inconclusive(reason), blame=reason)

    def not_tried(self, case: Case, reason: str, kind: type[Inconclusive] = Inconclusive) -> Outcome:
        """The outcome of a case that does not run."""
        attempt = Attempt(self.target, self.target.patience, run=self.state)
        if reason == self.state.lost_reason:
            attempt.transcript.trouble(self.state.take_lost_output())
        return Outcome(case, attempt, kind(reason), self.target.clock.today(), 0.0)

    def has_failed(self, outcome: Outcome) -> bool:
        """Whether the target may have failed: the outcome is suspicious, and a plain request is not answered."""
        if self.state.lost_reason or self.target.baseline_error or isinstance(outcome.raised, OutOfTime):
            return False
        suspicious = outcome.attempt.suspect or isinstance(outcome.raised, TargetGone)
        return suspicious and not self.canary.is_alive(self.target.clock.now())

    def recover(self, suspects: Sequence[Case], settle: Callable[[Outcome], None]) -> None:
        """Revive the target, and run the cases that were in flight once more, to find the one that harmed it.

        A target that answers again by itself was perhaps only late: the suspects run beside each other, and then, if it
        fails again, halves of them. Else they run one at a time: each further harm costs a restart, or the target.
        """
        groups, last_seen = deque[Sequence[Case]]([in_order(suspects)]), in_flight(suspects)
        self.lock.exclusive()
        try:
            while groups:
                answered = self.ensure_alive(last_seen)
                self.state.activity.begin("the row that harmed the target is looked for", sum(map(len, groups)))
                group = groups.popleft()
                outcomes = self._together(group) if answered or len(group) == 1 else []
                last_seen = last_seen if survived(outcomes) else in_flight(group)
                if answered and survived(outcomes) and len(group) == len(suspects):
                    self.rate_limit.answered_alone()
                if not outcomes:
                    groups.extendleft(reversed(halves(group) if answered else singles(group)))
                for outcome in outcomes:
                    settle(outcome)
            self.ensure_alive(last_seen)
        finally:
            self.lock.leave()

    def _together(self, cases: Sequence[Case]) -> list[Outcome]:
        """Run cases beside each other; return nothing if the target does not survive. A single case is to blame."""
        if len(cases) == 1:
            return [self.alone(cases[0])]
        deaths = self.lifecycle.deaths
        tasks = [partial(case.run, self.target.patience, run=self.state) for case in cases]
        most = self.state.spacing.side_by_side(self.target.jobs, self.target.patience)
        outcomes = self.target.clock.side_by_side(tasks, most)
        return outcomes if self._is_over() or not self._harm(deaths) else []

    def ensure_alive(self, last_seen: str) -> bool:
        """Revive the target if it does not answer; if that fails, give it up. Return whether it answered by itself.

        ``last_seen`` is a text that says which cases were in flight when it last answered.
        """
        if self.state.lost_reason or self._is_over():
            return False
        if self._answers():
            return True
        if self.rate_limit.answers_after_quiet():
            return True
        if not (self.revive(last_seen) or self._is_over()):
            self.give_up(last_seen)
        return False

    def revive(self, last_seen: str = "") -> bool:
        """Restart the target, or wait for it; return whether it answers again."""
        when = f" ({last_seen})" if last_seen else ""
        self.state.activity.begin(f"the target does not answer, {self.lifecycle.reviving}{when}")
        return self.lifecycle.revive(self.stopped)

    def give_up(self, last_seen: str) -> None:
        """Try no more cases: the target does not come back."""
        words = self.lifecycle.last_words()
        self.state.lost_output = self._output()
        self.state.lost_reason = f"the target died and did not come back ({words}); {last_seen}"

    def _output(self) -> list[str]:
        """What the target wrote before it ended, as lines of evidence."""
        return [f"its output: {line}" for line in self.lifecycle.last_output()]

    def look_once_more(self) -> None:
        """Check after the last case whether the target is still alive."""
        if self.stopped() or self.target.baseline_error or self.state.lost_reason:
            return
        self.state.activity.begin("the target is looked at once more")
        self.ensure_alive("no case was in flight: it died after the last one")

    def _is_over(self) -> bool:
        """Whether the time of the run is used: nobody waits for the target to come back."""
        return bool(self.state.limit.over(self.target.clock.now()))

    def _answers(self) -> bool:
        return answers(self.target)

    def _endless(self, case: Case) -> str:
        """Why the case is not tried, or an empty text: where most answers do not end, each takes ten patiences."""
        looks_at_the_whole_run = not self.target.protocol.alone.isdisjoint(case.peers)
        return "" if looks_at_the_whole_run else self.state.endless_reason

    def _too_harmful(self, case: Case) -> str:
        """Why the case is not tried any more, or an empty text: each row that kills the target costs a restart."""
        rows = self._harmed[case.function]
        return f"not tried: the target died, or hung, of {rows} rows of this case" if rows >= HARMFUL else ""

    def _harm(self, deaths: int) -> str:
        """How the case that just ran harmed the target, or an empty text; it had died ``deaths`` times before."""
        if self._answers() and self.lifecycle.deaths == deaths:
            return ""
        if self.lifecycle.died_since(deaths):
            return f"the target died of this case: {self.lifecycle.last_words()}"
        return "the target hangs since this case: it no longer answers"


def halves(cases: Sequence[Case]) -> list[Sequence[Case]]:
    """The cases in two parts."""
    middle = len(cases) // 2
    return [cases[:middle], cases[middle:]]


def singles(cases: Sequence[Case]) -> list[Sequence[Case]]:
    """Each case by itself."""
    return [[case] for case in cases]


def survived(outcomes: Sequence[Outcome]) -> bool:
    """Whether the target was seen alive after these outcomes; there are none if it was not."""
    return bool(outcomes) and not any(outcome.blame for outcome in outcomes)


def in_flight(suspects: Sequence[Case]) -> str:
    """Say which case may have ended the target; if several ran at the same time, it cannot be known which one did."""
    if len(suspects) == 1:
        return f"in flight: {suspects[0].name.rpartition('::')[2]}"
    count = len(suspects)
    return f"{count} cases were in flight, so which of them ended it cannot be known; try --jobs 1 to find out"
