"""Until when anything of a run may wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from conformance.model import OutOfTime


@dataclass(frozen=True)
class TimeLimit:
    """``ends`` is a time of the clock, after which nothing waits any more; ``reason`` says so in a report."""

    ends: float = float("inf")
    reason: str = ""

    def check(self, now: float) -> None:
        """Raise ``OutOfTime`` if the time is over: what comes later says nothing of the target."""
        if over := self.over(now):
            raise over

    def over(self, now: float) -> OutOfTime | None:
        """What ``check`` raises."""
        return OutOfTime(self.reason) if now > self.ends else None

    def give_up(self) -> NoReturn:
        """Raise ``OutOfTime`` for somebody who has waited until then."""
        raise OutOfTime(self.reason)


UNLIMITED = TimeLimit()
