"""What the octets that a service sends say of it."""

from __future__ import annotations

import pytest

from conformance.services.recognition import FROM_1900_TO_1970, has_pattern, seconds_since_1970, service_of
from reference_impls.services.chargen import line
from reference_impls.services.daytime import daytime
from reference_impls.services.time_protocol import time_number

NOW = 1_800_000_000.0  # in the year 2027
AFTER_2036 = 2_200_000_000.0  # the number of RFC 868 has begun again


@pytest.mark.parametrize("now", [0.0, NOW, AFTER_2036])
def test_the_number_of_the_time_protocol_is_read(now: float) -> None:
    assert seconds_since_1970(time_number(now)) == now


def test_the_number_counts_from_1900() -> None:
    assert seconds_since_1970(FROM_1900_TO_1970.to_bytes(4, "big")) == 0


@pytest.mark.parametrize(
    ("octets", "service"),
    [
        (time_number(NOW), "time"),
        (time_number(NOW - 7200), "time"),
        (time_number(NOW)[::-1], "time"),
        (int(NOW).to_bytes(4, "big"), "time"),
        (time_number(0)[:3] + b"\0", "other"),
        (daytime(NOW), "daytime"),
        (b"02 FEB 82 07:59:01 PST\r\n", "daytime"),
        (line(0), "chargen"),
        (line(60), "chargen"),
        (line(0)[:8], "chargen"),
        (line(0)[:7], "qotd"),
        (b"Be conservative in what you send.\r\n", "qotd"),
        (b"Plus \xc3\xa7a change", "qotd"),
        (b"At 10:15 " + 20 * b"it rained ", "qotd"),
        (b"", "other"),
        (b"\x00\x01", "other"),
    ],
)
def test_a_service_is_known_by_what_it_sends(octets: bytes, service: str) -> None:
    assert service_of(octets, NOW) == service


@pytest.mark.parametrize(
    ("octets", "has"), [(b"abcdefgh", True), (b"abcdefg", False), (b"aabbccdd", False), (b"", False)]
)
def test_a_pattern_is_a_run_of_characters(octets: bytes, has: bool) -> None:
    assert has_pattern(octets) is has
