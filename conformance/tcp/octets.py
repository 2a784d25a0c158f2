"""What cases send: text in which a reader sees at once what is missing or twice."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt

WIDTH = 8  # octets of one number and the space after it
NUMBERS = 10 ** (WIDTH - 1)
KIB, MIB = 1 << 10, 1 << 20
EVERY_VALUE = bytes(range(256))


def numbered(attempt: Attempt, count: int) -> bytes:
    """So many octets: numbers that follow each other. Each call begins with another one, the same in every run."""
    first = int.from_bytes(attempt.octets(3), "big") % (NUMBERS // 10)
    numbers = range(first, first + count // WIDTH + 1)
    return b"".join(b"%0*d " % (WIDTH - 1, number % NUMBERS) for number in numbers)[:count]
