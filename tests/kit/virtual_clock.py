"""A clock on which a wait costs nothing: it goes on to whatever is due next."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from conformance.harness.net.clock import Clock

T = TypeVar("T")


class Conversation(Protocol):
    """What happens at a time of its own: ``due``, where nothing else happens before."""

    serial: int

    @property
    def due(self) -> float: ...
    def on_silence(self) -> None: ...


class VirtualClock(Clock):
    """Passes only where somebody waits. What is due meanwhile happens at its time, in order."""

    def __init__(self) -> None:
        self._now, self._began = 0.0, time.time()
        self.conversations: set[Conversation] = set()
        self.serials = itertools.count()  # of conversations: what is due at the same time happens in their order

    def take_part(self, one: Conversation) -> int:
        """Call a conversation when it is due; return its place among those that are due at the same time."""
        self.conversations.add(one)
        return next(self.serials)

    def now(self) -> float:
        """Seconds since the clock was made."""
        return self._now

    def today(self) -> float:
        """The time of day, of this clock or of the machine, whichever is later: files get theirs from the machine."""
        return max(self._began + self._now, time.time())

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        until = self._now + seconds
        while self.go_on(until):
            continue

    def pass_by(self, seconds: float) -> None:
        """Let so many seconds pass in which octets arrive; what is due meanwhile happens when somebody waits again."""
        self._now += seconds

    def side_by_side(self, tasks: Sequence[Callable[[], T]], most: int) -> list[T]:
        """Run the tasks one after the other: each waits for nothing that another one does."""
        return [task() for task in tasks]

    def go_on(self, until: float) -> bool:
        """Go on to what is due next and have it happen; if nothing is due before ``until``, stay there: false."""
        due = min(self.conversations, key=lambda one: (one.due, one.serial), default=None)
        if due is None or due.due > until:
            self._now = max(self._now, until)
            return False
        self._now = max(self._now, due.due)
        due.on_silence()
        return True
