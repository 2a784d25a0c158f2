"""What the time that a service tells says of it."""

from __future__ import annotations

from conformance.model import not_applicable

DAY = 24 * 60 * 60  # seconds
NEAR = DAY  # a clock that is wrong by less is no fault of the protocol; wrong numbers are wrong by years
MAYBE_NOT_SET = 366 * DAY  # a machine without a battery begins at 1970 when it is switched on


def is_near(seconds: float, today: float) -> bool:
    """Whether a time, in seconds since 1970, is that of today, so far as clocks agree."""
    return abs(seconds - today) < NEAR


def require_set(seconds: float) -> None:
    """End the case as not applicable where a time, in seconds since 1970, is of a clock that was never set."""
    if 0 <= seconds < MAYBE_NOT_SET:
        not_applicable("the clock of the target seems not to be set: it tells a time of the years after 1970")
