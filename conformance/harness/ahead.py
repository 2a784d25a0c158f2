"""Runs cases before pytest asks for them, many at a time, in threads (section 6 of the design).

A conductor per target runs its cases in rounds: all of them with quick patience; then, all together and with full
patience, those whose outcome rests on silence; then, one by one, those marked ``alone``. When the target dies or hangs,
the round halts, the target is revived if that is possible, and the cases that were in flight run again one at a time,
so that the one to blame is known.
"""

from __future__ import annotations

import resource
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from conformance.harness.attempt import Attempt, Case, Outcome, Slots
from conformance.harness.measure import answers, holds
from conformance.harness.model import Verdict
from conformance.harness.outcome import Inconclusive, TargetGone
from conformance.harness.target import Target

THREADS = 3000  # at the most, however many cases wait


class Life(Protocol):
    """How a target lives: how often it died, and how it comes back."""

    @property
    def deaths(self) -> int: ...
    def died_since(self, deaths: int) -> bool: ...
    def revive(self, stopped: Callable[[], bool]) -> bool: ...
    def last_words(self) -> str: ...


class Gate(Protocol):
    """Keeps processes that judge the same target out of each other's way."""

    def shared(self) -> None: ...
    def exclusive(self) -> None: ...
    def leave(self) -> None: ...


class Foreign:
    """A target that we did not start: it lives as long as it answers."""

    deaths = 0

    def __init__(self, target: Target) -> None:
        self.target = target

    def died_since(self, deaths: int) -> bool:
        """Nobody tells us of its process."""
        return False

    def revive(self, stopped: Callable[[], bool]) -> bool:
        """Give it two patiences to answer again."""
        until = time.monotonic() + 2 * self.target.patience
        while time.monotonic() < until and not stopped():
            began = time.monotonic()
            if answers(self.target):
                return True
            time.sleep(max(0.0, min(0.1, began + 0.1 - time.monotonic())))  # a refused connection returns at once
        return False

    def last_words(self) -> str:
        return "it no longer answers"


class Open:
    """The gate of a process that judges alone."""

    def shared(self) -> None: ...
    def exclusive(self) -> None: ...
    def leave(self) -> None: ...


class Conductor:
    """Runs the cases of one target and settles each with one outcome."""

    def __init__(
        self,
        target: Target,
        cases: Iterable[Case],
        settle: Callable[[Outcome], None],
        life: Life,
        gate: Gate | None = None,
    ) -> None:
        self.target, self.cases, self.life, self.gate = target, list(cases), life, gate or Open()
        self._settle, self._lock, self.stopped = settle, threading.Lock(), False
        self._canary_began, self._canary_sang = 0.0, True
        self._halted, self._suspects, self._doubtful = False, list[Case](), list[Case]()
        self._calm, self._accused, self._begun = False, list[Case](), 0

    def run(self) -> None:
        """Settle every case; returns when all are settled or ``stopped`` was set."""
        ordinary = [case for case in self.cases if not case.alone]
        self._round(ordinary, self.target.quick)
        doubtful, self._doubtful = sorted(self._doubtful, key=lambda case: case.index), []
        self._round(doubtful, self.target.patience)
        self._calm = True  # silence under load accuses nobody: what it would accuse runs once more, with few beside it
        accused, self._accused = sorted(self._accused, key=lambda case: case.index), []
        self._round(accused, self.target.patience)
        self.before_alone()
        for case in self.cases:
            if case.alone and not self.stopped:
                self._round([case], self.target.patience)
        self._look_once_more()

    def before_alone(self) -> None:
        """All other cases have run."""

    def holding(self, wanted: int) -> int:
        """How many attempts may be open at once where most of them wait in silence."""
        return holds(self.target, wanted)

    def one(self, case: Case) -> Outcome:
        """Run a single case in the calling thread, with full patience."""
        if self.cases or self.target.unfit:  # others are in flight: who harmed the target cannot be known
            outcome = self._once(case, self.target.patience)
            if self._target_failed(outcome) and not self.life.revive(lambda: self.stopped):
                self._give_up(outcome.case.name)
        else:
            outcome = self._try_alone(case)
            self._ensure_life([case])
        self.target.heard.extend(outcome.attempt.heard)
        return outcome

    def _round(self, cases: list[Case], patience: float) -> None:
        waiting = deque(cases)
        while waiting and not self.stopped:
            self._halted, self._suspects = False, []
            self._spree(waiting, patience)
            if self._halted:
                self._recover()

    def _spree(self, waiting: deque[Case], patience: float) -> None:
        """Run cases side by side until none waits, the target fails, or so many are silent that more can wait."""
        final = patience >= self.target.patience
        slots = Slots(max(1, self.target.jobs // 4) if self._calm else self.target.jobs)
        most = min(len(waiting), _thread_limit())
        narrow = not final and not self._mostly_silent()
        count = min(most, slots.count) if narrow or self._calm else self.holding(most)

        def work() -> None:
            while not self._halted and not self.stopped and not (narrow and self._mostly_silent()):
                try:
                    case = waiting.popleft()
                except IndexError:
                    return
                self._begun += 1  # by many threads: a few lost counts do not matter
                deaths = self.life.deaths
                self._consider(self._once(case, patience, slots), deaths, final)

        threads = [threading.Thread(target=work, name=f"{self.target.name}-{n}", daemon=True) for n in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _accused_by_silence(self, outcome: Outcome) -> bool:
        bad = outcome.verdict in (Verdict.VIOLATES, Verdict.DEVIATES)
        return bad and outcome.attempt.silent and not self.target.weary and not outcome.case.baseline

    def _mostly_silent(self) -> bool:
        """Whether far more than a conforming target's share of the cases met silence, from the beginning."""
        silent = len(self._doubtful)
        self.target.weary |= silent > 2 * self.target.jobs and 2 * silent > self._begun
        return self.target.weary

    def _once(self, case: Case, patience: float, slots: Slots | None = None) -> Outcome:
        if reason := self.target.gone or ("" if case.baseline else self.target.unfit):
            return Outcome(case, Attempt(self.target, patience), Inconclusive(reason), time.time(), 0.0)
        self.gate.shared()
        try:
            return case.run(patience, slots)
        finally:
            self.gate.leave()

    def _consider(self, outcome: Outcome, deaths: int, final: bool) -> None:
        if self._target_failed(outcome) or self.life.deaths != deaths:
            with self._lock:
                self._halted = True
                self._suspects.append(outcome.case)
        elif not final and (outcome.attempt.silent or isinstance(outcome.raised, TargetGone)):
            with self._lock:
                self._doubtful.append(outcome.case)
        elif not self._calm and self._accused_by_silence(outcome):
            with self._lock:
                self._accused.append(outcome.case)
        else:
            self._settled(outcome)

    def _settled(self, outcome: Outcome) -> None:
        for message in outcome.attempt.heard:
            self.target.protocol.lighten(message)
        with self._lock:
            self.target.heard.extend(outcome.attempt.heard)
        self._settle(outcome)

    def _target_failed(self, outcome: Outcome) -> bool:
        """Whether the canary on a fresh connection fails after a case that gives reason to ask."""
        if self.target.gone or self.target.unfit:
            return False
        suspicious = outcome.attempt.suspect or isinstance(outcome.raised, TargetGone)
        return suspicious and not self._canary(time.monotonic())

    def _canary(self, asked: float) -> bool:
        """Ask once for all who ask in the same moment."""
        with self._lock:
            if self._canary_began < asked:
                self._canary_began, self._canary_sang = time.monotonic(), answers(self.target)
            return self._canary_sang

    def _recover(self) -> None:
        """Revive the target and find out which of the cases in flight it died of."""
        suspects = sorted(self._suspects, key=lambda case: case.index)
        self.gate.exclusive()
        try:
            for case in suspects:
                self._ensure_life(suspects)
                self._settled(self._try_alone(case))
            self._ensure_life(suspects)
        finally:
            self.gate.leave()

    def _ensure_life(self, suspects: list[Case]) -> None:
        if not (self.target.gone or answers(self.target) or self.life.revive(lambda: self.stopped)):
            self._give_up(", ".join(case.name.rpartition("::")[2] for case in suspects[:5]))

    def _try_alone(self, case: Case) -> Outcome:
        if self.target.gone:
            return self._once(case, self.target.patience)
        deaths = self.life.deaths
        outcome = case.run(self.target.patience)
        if reason := self._harm(deaths):
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
        self.target.gone = f"the target died and did not come back ({self.life.last_words()}); in flight: {during}"

    def _look_once_more(self) -> None:
        if self.stopped or self.target.unfit or self.target.gone or answers(self.target):
            return
        if not self.life.revive(lambda: self.stopped):
            self._give_up("none, after the last case")


class Ahead:
    """Outcomes for pytest items, made by one conductor thread per target."""

    def __init__(self, conductors: list[Conductor], cases: Iterable[Case]) -> None:
        self.conductors = conductors
        self._done = {case.name: threading.Event() for case in cases}
        self._outcomes: dict[str, Outcome] = {}
        self._threads: list[threading.Thread] = []
        self._failure: BaseException | None = None

    def settle(self, outcome: Outcome) -> None:
        """Called by a conductor when a case has its outcome."""
        self._outcomes[outcome.case.name] = outcome
        self._done[outcome.case.name].set()

    def start(self) -> None:
        for conductor in self.conductors:
            thread = threading.Thread(target=self._conduct, args=(conductor,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _conduct(self, conductor: Conductor) -> None:
        try:
            conductor.run()
        except BaseException as error:  # a defect of the harness: every waiting item must hear of it
            self._failure = error
        finally:
            for case in conductor.cases:
                if waited_for := self._done.get(case.name):
                    waited_for.set()

    def outcome(self, name: str) -> Outcome | None:
        """The outcome of a case, waited for; ``None`` when it was handed out before (a re-run) or never planned."""
        if name not in self._done:
            return None
        self._done[name].wait()
        if name not in self._outcomes:
            raise self._failure or RuntimeError("a defect of the harness: this case was not judged")
        del self._done[name]
        return self._outcomes.pop(name)

    def stop(self) -> None:
        """End early: cases not yet begun are dropped, those in flight are waited for."""
        for conductor in self.conductors:
            conductor.stopped = True
        for thread in self._threads:
            thread.join()


def _thread_limit() -> int:
    """Each thread may hold a few connections; leave room for pytest's own files."""
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * THREADS + 200
    if files < wanted:
        files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return max(8, min(THREADS, (files - 200) // 2))
