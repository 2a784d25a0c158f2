"""The Character Generator Protocol (RFC 864): characters, whatever arrives."""

from __future__ import annotations

from itertools import count

from reference_impls.sansio import Wait
from reference_impls.services.service import DatagramService, StreamService

PRINTABLE = bytes(range(0x20, 0x7F))
LINE = 72  # characters
MOST = 512  # characters in a datagram


def line(number: int) -> bytes:
    """A line of the popular pattern: each begins one character later than the one before it."""
    start = number % len(PRINTABLE)
    return (PRINTABLE + PRINTABLE)[start : start + LINE] + b"\r\n"


class ChargenOverTcp(StreamService):
    """Sends lines until the client has finished sending, or closes; what the client sends is thrown away."""

    hears_while_sending = True

    def receive(self, octets: bytes) -> None:
        """Take octets and keep none, also while the client leaves too much unread."""
        super().receive(octets)
        self._in.clear()

    def run(self) -> Wait:
        for number in count():
            if self._eof:
                return
            self.send(line(number))
            yield from self.flush()


class ChargenOverUdp(DatagramService):
    """Answers each datagram with a random number of characters."""

    def answer(self, datagram: bytes) -> bytes | None:
        return self.characters(self.choose_length())

    def choose_length(self) -> int:
        """A random number from 0 to 512."""
        return int.from_bytes(self.site.random(4), "big") % (MOST + 1)

    def characters(self, length: int) -> bytes:
        return b"".join(line(number) for number in range(MOST // LINE + 1))[:length]
