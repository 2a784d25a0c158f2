"""What the engine does at this moment, for a status line: published by conductors, read by the runner."""

from __future__ import annotations

import threading

from conformance.harness.net.clock import SYSTEM_CLOCK, Clock


class Activity:
    """What goes on, in words, since when, and how many rows are left of it. Any thread may call its methods."""

    def __init__(self, clock: Clock = SYSTEM_CLOCK) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._text, self._since, self._left = "", clock.now(), 0

    def begin(self, text: str, rows: int = 0) -> None:
        """Publish what begins, with so many rows; an empty text says that nothing goes on."""
        with self._lock:
            if text != self._text:
                self._since = self._clock.now()
            self._text, self._left = text, rows

    def one_done(self) -> None:
        """Count a row that is done."""
        with self._lock:
            self._left = max(0, self._left - 1)

    def now(self) -> tuple[str, int, float]:
        """What goes on, how many rows are left of it, and since how many seconds."""
        with self._lock:
            return self._text, self._left, self._clock.now() - self._since

    def __str__(self) -> str:
        """One line, such as ``rows that met silence are confirmed: 112 left, 8 s``; empty if nothing goes on."""
        text, rows, seconds = self.now()
        left = f"{rows} left, " if rows else ""
        return text and f"{text}: {left}{seconds:.0f} s"
