"""The only source of time in the judge: what waits or asks for the time does so here, so that tests can replace it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Clock:
    """The clock of this machine. The tests have a virtual one, on which a wait costs nothing."""

    def now(self) -> float:
        """Seconds since some moment in the past; it never goes back."""
        return time.monotonic()

    def today(self) -> float:
        """The time of day, in seconds since 1970 (UTC)."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        time.sleep(max(0.0, seconds))

    def side_by_side(self, tasks: Sequence[Callable[[], T]], most: int) -> list[T]:
        """Run tasks that wait, at most so many at a time; return their results in the order of the tasks."""
        with ThreadPoolExecutor(max(1, min(most, len(tasks)))) as pool:
            return [future.result() for future in [pool.submit(task) for task in tasks]]


SYSTEM_CLOCK = Clock()
