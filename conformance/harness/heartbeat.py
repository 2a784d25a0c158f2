"""Plain requests beside cases that wait: whether silence can be told from slowness."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from conformance.harness.life import Gate
from conformance.harness.measure import baseline
from conformance.harness.target import Target

PAUSE = 0.1  # seconds from an answer to the next request
LATE = 4  # an answer that takes a fourth of the patience, or longer, is late


class Heartbeat:
    """Asks the target the plainest thing again and again. ``slowest`` is how many seconds an answer took at most."""

    def __init__(self, target: Target, gate: Gate) -> None:
        self.target, self.gate, self.slowest = target, gate, 0.0
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

    @property
    def late(self) -> bool:
        """Whether an answer was late, or did not come."""
        return self.slowest >= self.target.patience / LATE

    def _beat(self) -> None:
        while not self._ended.is_set():
            self.gate.shared()
            try:
                wrong, seconds, _ = baseline(self.target, self.target.patience)
            finally:
                self.gate.leave()
            self.slowest = max(self.slowest, self.target.patience if wrong else seconds)
            self._ended.wait(PAUSE)
