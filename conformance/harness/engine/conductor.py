"""Runs the cases of one target in rounds, and finds out which of them harm it.

First all of them with quick patience; then, all together and with full patience, those whose outcome rests on silence;
then, where plain requests beside these were answered late, once more and with more patience those that it would accuse;
then, one by one, those marked ``alone``. When the target dies or hangs, the round halts, the target is revived if that
is possible, and the cases that were in flight run again one at a time, so that the one to blame is known.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator

from conformance.harness.case.attempt import Attempt, Case, Outcome
from conformance.harness.case.slots import Slots, side_by_side, thread_limit
from conformance.harness.case.target import Target
from conformance.harness.engine.canary import LATE, Canary, Heartbeat
from conformance.harness.targets.lifecycle import Lifecycle, NullLock, TargetLock
from conformance.harness.targets.measurement import answers, measure_idle_capacity
from conformance.model import Inconclusive, TargetGone, Verdict

WAVES = 2  # of confirmations with full patience
CALM = 2  # patiences for what rests on silence: all such cases wait together
HARMFUL = 3  # rows of a case that the target dies of, before the others are spared
QUICK_WAVES = 16  # of first tries, where a sample has shown that the target is unresponsive


class Conductor:
    """Runs the cases of one target and settles each with one outcome."""

    def __init__(
        self,
        target: Target,
        cases: Iterable[Case],
        settle: Callable[[Outcome], None],
        life: Lifecycle,
        gate: TargetLock | None = None,
    ) -> None:
        self.target, self.cases, self.life, self.gate = target, list(cases), life, gate or NullLock()
        self._settle, self._lock, self.stopped = settle, threading.Lock(), False
        self._canary = Canary(target)
        self._halted, self._suspects, self._doubtful = False, list[Case](), list[Case]()
        self._calm, self._accused, self._begun = False, list[Outcome](), 0
        self._late = False  # whether plain requests beside the confirmations were answered late
        self._retried, self._answered = set[Case](), 0  # cases that met silence once; those that did not meet it again
        self._harmed = Counter[Callable[..., None]]()  # by how many rows of a case the target died or hung
        self._held = 0  # connections that may wait in silence, once that was measured

    def run(self) -> None:
        """Settle every case; returns when all are settled or ``stopped`` was set."""
        ordinary = [case for case in self.cases if not case.alone]
        untried = self._round(ordinary, self.target.quick)
        doubtful, self._doubtful = in_order(self._doubtful), []
        self._confirm(doubtful, untried)
        self._accuse()
        self.before_alone()
        self._one_by_one([case for case in self.cases if case.alone])
        self._look_once_more()

    def _one_by_one(self, cases: list[Case]) -> None:
        """Run what is marked ``alone``; who is mute is not disturbed by many at once, but what looks at it would be."""
        last = self.target.protocol.alone
        together = [case for case in cases if self.target.unresponsive and last.isdisjoint(case.peers)]
        self._round(together, self.target.patience)
        for case in cases:
            if case not in together and not self.stopped:
                with self.gate.alone():
                    self._round([case], self.target.patience)

    def before_alone(self) -> None:
        """All other cases have run."""

    def holding(self, wanted: int) -> int:
        """How many attempts may be open at once where most of them wait in silence."""
        return (
            min(wanted, self.target.jobs) if self.target.baseline_error else measure_idle_capacity(self.target, wanted)
        )

    def one(self, case: Case) -> Outcome:
        """Run a single case in the calling thread, with full patience."""
        if self.cases or self.target.baseline_error:  # others are in flight: who harmed the target cannot be known
            outcome = self._once(case, self.target.patience)
            if self._target_failed(outcome) and not self.life.revive(lambda: self.stopped):
                self._give_up(outcome.case.name)
        else:
            outcome = self._try_alone(case)
            self._ensure_life([case])
        self.target.received.extend(outcome.attempt.received)
        return outcome

    def _round(self, cases: list[Case], patience: float) -> list[Case]:
        """Settle the cases; returns those not tried, where so many met silence that a quick try is no use."""
        waiting = deque(cases)
        while waiting and not self.stopped and not (patience < self.target.patience and self._mostly_silent()):
            self._halted, self._suspects = False, []
            self._spree(waiting, patience)
            if self._halted:
                self._recover()
        return list(waiting)

    def _confirm(self, doubtful: list[Case], untried: list[Case]) -> None:
        """Try again with full patience what met silence, all together, and what was not tried.

        A target that is silent to most, and holds too few connections for that, would cost a patience for each few: if
        it is silent again to a sample, that speaks for all, and the others get one quick try, but for a great rest.
        """
        together, self._retried = in_order(doubtful + untried), set(doubtful)
        self._held = held = self.holding(len(together)) if self.target.mostly_silent else 0
        first = doubtful[:: -(-len(doubtful) // held)] if held and len(together) > WAVES * held else together
        self._round(first, self.target.patience)
        tried = set(first)
        self.target.unresponsive = self.target.mostly_silent and not self._answered
        if (
            self.target.mostly_silent and not self.target.unresponsive
        ):  # it is slow: what made it weary was not its silence
            self.target.mostly_silent = False
            tried -= {outcome.case for outcome in self._accused}
            self._accused = []
        rest = [case for case in together if case not in tried]
        self._round(rest[: QUICK_WAVES * held] if self.target.unresponsive else rest, self.target.patience)
        for case in rest[QUICK_WAVES * held :] if self.target.unresponsive else ():
            why = f"the target was silent to all of {len(first)} cases tried twice, and to most others"
            self._settle(self._not_tried(case, why))

    def _accuse(self) -> None:
        """Settle what silence accuses; under load it accuses nobody before it ran once more, with few beside it."""
        accused, self._accused, self._calm = self._accused, [], True
        if self._late and not self.target.unresponsive:
            self._round(in_order(outcome.case for outcome in accused), CALM * self.target.patience)
        else:
            for outcome in accused:
                self._settled(self._fair(outcome))

    def _spree(self, waiting: deque[Case], patience: float) -> None:
        """Run cases side by side until none waits, the target fails, or so many are silent that more can wait."""
        final = patience >= self.target.patience
        most = min(len(waiting), thread_limit())
        narrow = not final and not self._mostly_silent()
        slots = Slots(self._busy())  # of one, none is given back
        count = min(most, self.target.jobs if narrow else self._held or self.holding(most))

        def work() -> None:
            while not self._halted and not self.stopped and not (narrow and self._mostly_silent()):
                try:
                    case = waiting.popleft()
                except IndexError:
                    return
                self._begun += 1  # by many threads: a few lost counts do not matter
                deaths = self.life.deaths
                self._consider(self._once(case, patience, slots), deaths, final)

        with self._heartbeat() if final else contextlib.nullcontext():
            side_by_side(work, count, self.target.name)

    def _busy(self) -> int:
        """How many attempts may keep the target busy at once: one that waits gives its place to another, but late."""
        if self.target.mostly_silent:
            return self.target.jobs
        busy = self.target.max_busy // 4 if self._calm else self.target.max_busy
        return min(self.target.jobs, max(2, busy))

    @contextlib.contextmanager
    def _heartbeat(self) -> Iterator[None]:
        """Note whether plain requests are answered late meanwhile; where one is served at a time, those in between."""
        self._canary.slowest = 0.0
        if self._calm or self.target.unresponsive:
            yield
        elif self.target.jobs == 1:
            yield
            self._late |= self._canary.slowest >= self.target.patience / LATE
        else:
            heartbeat = Heartbeat(self.target, self.gate)
            with heartbeat.beside():
                yield
            self._late |= heartbeat.late

    def _told_by_silence(self, outcome: Outcome) -> bool:
        told = outcome.verdict is not Verdict.CONFORMS  # that nothing can be told, or does not apply, may be as untrue
        silent = outcome.attempt.silent or isinstance(outcome.raised, TargetGone)  # its queue of connections was full
        return told and silent and not self.target.unresponsive and not outcome.case.baseline

    def _mostly_silent(self) -> bool:
        """Whether far more than a conforming target's share of the cases met silence, from the beginning."""
        silent = len(self._doubtful)
        self.target.mostly_silent |= silent > 2 * self.target.jobs and 2 * silent > self._begun
        return self.target.mostly_silent

    def _once(self, case: Case, patience: float, slots: Slots | None = None) -> Outcome:
        if (
            reason := self.target.lost_reason
            or ("" if case.baseline else self.target.baseline_error)
            or self._too_harmful(case)
        ):
            return self._not_tried(case, reason)
        self.gate.shared()
        try:
            return case.run(patience, slots)
        finally:
            self.gate.leave()

    def _too_harmful(self, case: Case) -> str:
        """Why a case is not tried any more, if so: each row that the target dies of costs a restart."""
        rows = self._harmed[case.function]
        return f"not tried: the target died, or hung, of {rows} rows of this case" if rows >= HARMFUL else ""

    def _not_tried(self, case: Case, reason: str) -> Outcome:
        return Outcome(case, Attempt(self.target, self.target.patience), Inconclusive(reason), time.time(), 0.0)

    def _consider(self, outcome: Outcome, deaths: int, final: bool) -> None:
        if self._target_failed(outcome) or self.life.deaths != deaths:
            with self._lock:
                self._halted = True
                self._suspects.append(outcome.case)
        elif not final and (outcome.attempt.silent or isinstance(outcome.raised, TargetGone)):
            with self._lock:
                self._doubtful.append(outcome.case)
        elif not self._calm and self._told_by_silence(outcome):
            with self._lock:
                self._accused.append(outcome)
        else:
            self._settled(self._fair(outcome))

    def _fair(self, outcome: Outcome) -> Outcome:
        """Silence accuses nobody where even a plain request, made right after it, was answered late."""
        late = self._canary.seconds
        if not self._told_by_silence(outcome) or late < self.target.patience / 2:
            return outcome
        reason = Inconclusive(f"silence, but a plain request beside it took {late:.1f} s as well")
        return Outcome(outcome.case, outcome.attempt, reason, outcome.started, outcome.seconds)

    def _settled(self, outcome: Outcome) -> None:
        for message in outcome.attempt.received:
            self.target.protocol.trim_for_lint(message)
        with self._lock:
            self.target.received.extend(outcome.attempt.received)
            if outcome.verdict is Verdict.CONFORMS and not outcome.attempt.silent and not outcome.case.alone:
                self.target.conformed.append(outcome.case)
            self._answered += outcome.case in self._retried and not outcome.attempt.silent
        self._settle(outcome)

    def _target_failed(self, outcome: Outcome) -> bool:
        """Whether the canary on a fresh connection fails after a case that gives reason to ask."""
        if self.target.lost_reason or self.target.baseline_error:
            return False
        suspicious = outcome.attempt.suspect or isinstance(outcome.raised, TargetGone)
        return suspicious and not self._canary.is_alive(time.monotonic())

    def _recover(self) -> None:
        """Revive the target and find out which of the cases in flight it died of."""
        suspects = in_order(self._suspects)
        self.gate.exclusive()
        try:
            for case in suspects:
                self._ensure_life(suspects)
                self._settled(self._try_alone(case))
            self._ensure_life(suspects)
        finally:
            self.gate.leave()

    def _ensure_life(self, suspects: list[Case]) -> None:
        if not (self.target.lost_reason or answers(self.target) or self.life.revive(lambda: self.stopped)):
            self._give_up(", ".join(case.name.rpartition("::")[2] for case in suspects[:5]))

    def _try_alone(self, case: Case) -> Outcome:
        if self.target.lost_reason or self._too_harmful(case):
            return self._once(case, self.target.patience)
        deaths = self.life.deaths
        outcome = case.run(self.target.patience)
        if reason := self._harm(deaths):
            self._harmed[case.function] += 1
            self.target.casualties.append(f"{case.name}: {reason}")
            outcome = Outcome(
                case, outcome.attempt, Inconclusive(reason), outcome.started, outcome.seconds, blame=reason
            )
        return outcome

    def _harm(self, deaths: int) -> str:
        """What the case that just ran did to the target, if anything."""
        if answers(self.target) and self.life.deaths == deaths:
            return ""
        if self.life.died_since(deaths):
            return f"the target died of this case: {self.life.last_words()}"
        return "the target hangs since this case: it no longer answers"

    def _give_up(self, during: str) -> None:
        self.target.lost_reason = (
            f"the target died and did not come back ({self.life.last_words()}); in flight: {during}"
        )

    def _look_once_more(self) -> None:
        if self.stopped or self.target.baseline_error or self.target.lost_reason or answers(self.target):
            return
        if not self.life.revive(lambda: self.stopped):
            self._give_up("none, after the last case")


def in_order(cases: Iterable[Case]) -> list[Case]:
    """The cases in the order of collection."""
    return sorted(cases, key=lambda case: case.index)
