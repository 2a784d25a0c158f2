"""What the octets that a service sends say of it."""

from __future__ import annotations

import itertools
import re

FROM_1900_TO_1970 = 2_208_988_800  # seconds (RFC 868)
TIME_OF_DAY = re.compile(rb"(?<!\d)\d{1,2}:\d\d(?!\d)")
RUN = 8  # characters, each the next one of ASCII: no text has so many of them in a row
NEAR = 366 * 24 * 60 * 60  # seconds: a clock may be wrong, but four octets that tell such a time are a time


def seconds_since_1970(octets: bytes) -> int:
    """The time that the four octets of the Time Protocol tell; until 1968, the number has begun again (in 2036)."""
    number = int.from_bytes(octets, "big")
    return number - FROM_1900_TO_1970 + (0 if number >> 31 else 1 << 32)


def service_of(octets: bytes, today: float) -> str:
    """The service that sends such octets without regard to what it received; ``other`` if it is not known.

    ``today`` is the time of day, in seconds since 1970.
    """
    if len(octets) == 4 and may_be_time(octets, today):
        return "time"
    if has_pattern(octets):
        return "chargen"
    if TIME_OF_DAY.search(octets) and len(octets) < 100:
        return "daytime"
    return "qotd" if octets and all(octet in b"\r\n\t" or octet >= 0x20 for octet in octets) else "other"


def may_be_time(octets: bytes, today: float) -> bool:
    """Whether four octets tell a time near ours, be it in the wrong order or counted from 1970: cases tell which."""
    numbers = [int.from_bytes(octets, "big"), int.from_bytes(octets, "little")]
    times = [seconds_since_1970(octets), seconds_since_1970(octets[::-1]), *numbers]
    return any(abs(time - today) < NEAR for time in times)


def has_pattern(octets: bytes) -> bool:
    """Whether characters follow each other as in ASCII, as in the popular pattern of RFC 864."""
    run = 1
    for previous, octet in itertools.pairwise(octets):
        run = run + 1 if octet == previous + 1 else 1
        if run == RUN:
            return True
    return False
