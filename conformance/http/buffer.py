"""Octets that have arrived, from which a reader takes what it needs."""

from __future__ import annotations

from collections.abc import Generator

Octets = Generator[None, None, bytes]


class Incomplete(Exception):
    """The stream ended before all octets that are needed had come."""


class Buffer:
    """Octets that have arrived and are not read yet. Its generators yield each time that they need more."""

    def __init__(self) -> None:
        self.octets, self._eof = bytearray(), False

    def feed(self, octets: bytes) -> None:
        """Add octets; ``b""`` says that the stream has ended."""
        self.octets += octets
        self._eof |= not octets

    def take(self, count: int) -> bytes:
        """Remove the first ``count`` octets, or all if there are fewer, and return them."""
        taken = bytes(self.octets[:count])
        del self.octets[:count]
        return taken

    def exactly(self, count: int) -> Octets:
        """Take ``count`` octets."""
        while len(self.octets) < count:
            yield from self.more()
        return self.take(count)

    def to_the_end(self) -> Octets:
        """Take all octets up to the end of the stream."""
        while not self._eof:
            yield
        return self.take(len(self.octets))

    def more(self) -> Generator[None, None, None]:
        """Wait for more octets; raises ``Incomplete`` if the stream has ended."""
        if self._eof:
            raise Incomplete
        yield
