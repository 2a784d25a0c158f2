"""Plain requests between cases and beside them: whether the target lives, and whether silence is only slowness."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

from conformance.harness.case.target import Target
from conformance.harness.targets.lifecycle import TargetLock
from conformance.harness.targets.measurement import baseline

PAUSE = 0.1  # seconds from an answer to the next request
LATE = 4  # an answer that takes a fourth of the patience, or longer, is late


class Canary:
    """A plain request on a fresh connection, after a case that gives reason to ask whether the target still serves.

    ``seconds`` is how long the last answer took, ``slowest`` how long the slowest did since somebody set it to 0.
    """

    def __init__(self, target: Target) -> None:
        self.target, self.seconds, self.slowest = target, 0.0, 0.0
        self._asking, self._began, self._alive = threading.Lock(), 0.0, True

    def is_alive(self, asked: float) -> bool:
        """Whether the target answers; asked once for all who ask in the same moment (monotonic seconds)."""
        with self._asking:
            if self._began < asked:
                self._began = time.monotonic()
                wrong, self.seconds, _ = baseline(self.target, self.target.patience)
                self._alive, self.slowest = not wrong, max(self.slowest, self.seconds)
            return self._alive


class Heartbeat:
    """Asks the target the plainest thing again and again. ``late`` tells whether an answer did not come in time."""

    def __init__(self, target: Target, gate: TargetLock) -> None:
        self.target, self.gate, self.late = target, gate, False
        self._ended = threading.Event()

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """Ask in a thread of its own until the block ends."""
        thread = threading.Thread(target=self._beat, name=f"{self.target.name}-heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()

    def _beat(self) -> None:
        in_time = self.target.patience / LATE
        while not (self._ended.is_set() or self.late):
            self.gate.shared()
            try:
                wrong, seconds, _ = baseline(self.target, in_time)
            finally:
                self.gate.leave()
            self.late = bool(wrong) or seconds >= in_time
            self._ended.wait(PAUSE)
