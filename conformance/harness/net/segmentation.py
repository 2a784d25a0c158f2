"""Cuts what a peer sends into segments, so that a target which takes one read for one message is found out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

CUT = 2048  # octets of a connection that are cut; the others go out whole: a megabyte in segments takes minutes


@dataclass(frozen=True)
class Segments:
    """Where a connection's octets are cut: after ``first`` of them, then after every ``size`` more."""

    size: int
    first: int

    def cut(self, octets: bytes, sent: int) -> Iterator[bytes]:
        """The segments of ``octets``, before which ``sent`` octets were sent on the connection."""
        at = 0
        while at < len(octets):
            end = at + self._room(sent + at)
            yield octets[at:end]
            at = end

    def _room(self, sent: int) -> int:
        """Octets until the next cut, after so many."""
        if sent >= CUT:
            return 1 << 62
        return self.first - sent if sent < self.first else self.size - (sent - self.first) % self.size

    def __str__(self) -> str:
        """As the option ``--segments`` takes it."""
        return f"{self.first},{self.size}" if self.first != self.size else str(self.size)


def read_segments(text: str) -> Segments:
    """Read ``N`` or ``M,N``; raises ``ValueError``."""
    first, comma, size = text.partition(",")
    numbers = [_count(part) for part in ([first, size] if comma else [first])]
    return Segments(numbers[-1], numbers[0])


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:9]) <= CUT:
        raise ValueError(f"numbers of octets from 1 to {CUT} are needed")
    return int(text)
