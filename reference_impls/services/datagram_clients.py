"""Clients of the small services over UDP."""

from __future__ import annotations

import math

from reference_impls.sansio import Datagrams, Peer
from reference_impls.services.time_protocol import seconds_of

TRIES = 3
"""Requests are sent, as datagrams may be lost."""

FIRST_WAIT = 1.0
"""Seconds until the second request; each further wait is twice as long (RFC 8085 section 3.1.1)."""


class DatagramClient(Datagrams):
    """Sends a request to a server until the answer comes.

    When it is ``closing``, ``answer`` holds the answer, and ``error`` says why there is none, or is empty.
    """

    def __init__(self, server: Peer, text: bytes = b"") -> None:
        super().__init__()
        self.server, self.text, self.answer, self.error = server, text, b"", ""
        self.sent = 0
        self.deadline = -math.inf  # to begin at once

    def expire(self, now: float) -> None:
        """Send the request, the first time or again."""
        if self.sent == TRIES:
            self.error, self.closing = f"no right answer to {TRIES} datagrams", True
            return
        self.send(self.text, self.server)
        self.deadline = now + FIRST_WAIT * 2**self.sent
        self.sent += 1

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        """Take the answer; a datagram of anybody else, and one that is no answer, are ignored."""
        if self.comes_from_the_server(peer) and self.is_answer(datagram):
            self.answer, self.closing = datagram, True

    def comes_from_the_server(self, peer: Peer) -> bool:
        return (peer.host, peer.port) == (self.server.host, self.server.port)

    def is_answer(self, datagram: bytes) -> bool:
        """Whether a datagram of the server answers the request."""
        return True

    def shown(self) -> bytes:
        """The answer as a person reads it."""
        return self.answer


class EchoClientOverUdp(DatagramClient):
    """Sends a datagram, and waits until the same comes back (RFC 862)."""

    def is_answer(self, datagram: bytes) -> bool:
        return datagram == self.text


class DiscardClientOverUdp(DatagramClient):
    """Sends a datagram once: no answer will tell whether it has arrived (RFC 863)."""

    def expire(self, now: float) -> None:
        self.send(self.text, self.server)
        self.closing = True


class ChargenClientOverUdp(DatagramClient):
    """Asks for characters (RFC 864)."""


class DaytimeClientOverUdp(DatagramClient):
    """Asks for date and time as a text (RFC 867)."""


class QuoteClientOverUdp(DatagramClient):
    """Asks for the quote of the day (RFC 865)."""


class TimeClientOverUdp(DatagramClient):
    """Asks for the time as a number (RFC 868)."""

    def is_answer(self, datagram: bytes) -> bool:
        return len(datagram) == 4

    def shown(self) -> bytes:
        return seconds_of(self.answer)
