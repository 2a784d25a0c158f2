"""What a client may do on a connection to an echo service, drawn step by step."""

from __future__ import annotations

from typing import NamedTuple

from conformance.harness.case.properties import Draw

SIZES = (1, 2, 7, 100, 1024, 1025, 4096, 65536)  # octets
MOST_STEPS = 8


Step = tuple[str, int]  # write or read, and how many octets


class Steps(NamedTuple):
    """Writes and reads, and how the client ends the connection."""

    steps: list[Step]
    end: str


def steps(draw: Draw) -> Steps:
    """Any sequence of writes and reads, and an end of the connection."""
    return Steps(draw.some(step, 1, MOST_STEPS), draw.one_of(("half-close", "reset")))


def step(draw: Draw) -> Step:
    """One write or read."""
    return draw.one_of(("write", "read")), draw.one_of(SIZES)
