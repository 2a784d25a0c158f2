"""Failure texts say of many octets what a person wants to know."""

from __future__ import annotations

import pytest

from conformance.tcp.comparison import compared, shown

LINE = b"0123456789" * 10


@pytest.mark.parametrize(
    ("received", "seen"),
    [
        (LINE, "all 100 octets came back"),
        (LINE[:7], "7 of 100 octets came back"),
        (b"", "0 of 100 octets came back"),
        (
            LINE[:7] + b"x" + LINE[8:],
            "octet 8 of 100 differs: x89012345678901234567890 instead of 789012345678901234567890",
        ),
        (b"\0" + LINE[1:], r"octet 1 of 100 differs: \x0012345678901234567890123 instead of 012345678901234567890123"),
    ],
    ids=["all", "fewer", "none", "one-differs", "the-first-differs"],
)
def test_what_came_back_is_compared_with_what_was_sent(received: bytes, seen: str) -> None:
    assert compared(received, LINE) == seen


def test_few_octets_are_shown_whole_and_of_many_the_last() -> None:
    assert shown(b"hello\r\n") == r"hello\r\n"
    assert shown(LINE) == "100 octets that end in 678901234567890123456789"
