"""What the time that a service tells says of it."""

from __future__ import annotations

DAY = 24 * 60 * 60  # seconds
NEAR = DAY  # a clock that is wrong by less is no fault of the protocol; wrong numbers are wrong by years
MAYBE_NOT_SET = 366 * DAY  # a machine without a battery begins at 1970 when it is switched on


def is_near(seconds: float, today: float) -> bool:
    """Whether a time, in seconds since 1970, is that of today, so far as clocks agree."""
    return abs(seconds - today) < NEAR
