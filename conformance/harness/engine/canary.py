"""Plain requests between cases and beside them: whether the target is alive, and whether silence is only slowness."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from conformance.harness.case.target import Target
from conformance.harness.engine.rounds import Round, Tally
from conformance.harness.engine.silence import LATE_SHARE
from conformance.harness.engine.spacing import BEATS, Spacing
from conformance.harness.targets.lifecycle import TargetLock
from conformance.harness.targets.measurement import baseline

PAUSE = 0.1  # seconds from an answer to the next request


class Canary:
    """A plain request on a fresh connection, after a case that gives reason to ask whether the target still serves.

    ``seconds`` is how long the last answer took, ``slowest`` how long the slowest did since somebody set it to 0.
    ``spacing`` is told where an answer shows that the target limits its rate.
    """

    def __init__(self, target: Target, spacing: Spacing) -> None:
        self.target, self.spacing, self.seconds, self.slowest = target, spacing, 0.0, 0.0
        self._asking, self._began, self._answered = threading.Lock(), 0.0, True

    def is_alive(self, asked: float) -> bool:
        """Whether the target answers, with full patience also where cases get less.

        One request serves all callers that asked (``asked`` in monotonic seconds) before it began.
        """
        with self._asking:
            if self._began < asked:
                self._began = self.target.clock.now()
                wrong, self.seconds, attempt = baseline(self.target, self.target.patience)
                if attempt.limited:
                    self.spacing.exceeded()
                self._answered, self.slowest = not wrong, max(self.slowest, self.seconds)
            return self._answered


class Heartbeat:
    """Makes plain requests one after the other. ``late`` tells whether an answer took ``in_time`` seconds or more."""

    def __init__(self, target: Target, spacing: Spacing, lock: TargetLock, in_time: float) -> None:
        self.target, self.spacing, self.lock, self.in_time, self.late = target, spacing, lock, in_time, False
        self._ended = threading.Event()

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """Make a request before the block, one after it, and others while it runs, in a thread of their own."""
        self._ask()
        thread = threading.Thread(target=self._beat, name=f"{self.target.name}-heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()
        self._ask()

    def _beat(self) -> None:
        while not (self._ended.wait(max(PAUSE, BEATS * self.spacing.gap)) or self.late):
            self._ask()

    def _ask(self) -> None:
        self.lock.shared()
        try:
            wrong, seconds, attempt = baseline(self.target, self.in_time)
        finally:
            self.lock.leave()
        if attempt.limited:
            self.spacing.exceeded()
        self.late |= bool(wrong) or attempt.limited or seconds >= self.in_time


@contextlib.contextmanager
def noting_lateness(canary: Canary, lock: TargetLock, round_: Round, tally: Tally) -> Iterator[None]:
    """Note in the tally whether plain requests are answered late while the block runs.

    Where cases run one at a time, plain requests are made before the first, and after each that met silence.
    """
    target, canary.slowest = canary.target, 0.0
    in_time = LATE_SHARE * round_.seconds(target)
    if target.jobs == 1 or not round_.heartbeat:
        canary.is_alive(target.clock.now())
        yield
        tally.late |= canary.slowest >= in_time
        return
    heartbeat = Heartbeat(target, canary.spacing, lock, in_time)
    with heartbeat.beside():
        yield
    tally.late |= heartbeat.late
