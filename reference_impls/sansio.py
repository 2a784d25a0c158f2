"""Protocol cores without I/O: the contract between a core and the shell that drives it.

The shell owns the socket, the clock and the concurrency. The core of a stream (``Connection``) is a generator. It
``yield``s when it needs more octets, so it reads like blocking code. A shell repeats two steps until ``closing``::

    while octets := core.to_send(): ...     # send them all
    core.receive(...)                       # octets, or b"" for FIN; or core.expire() after core.patience seconds

It says once that the peer has finished sending: then ``ended`` is true, and only ``expire`` is called from there on.

The core for datagrams (``Datagrams``) is an object that serves all its peers. A shell repeats two steps::

    for datagram, peer in core.to_send(): ...       # send each of them
    core.receive(datagram, peer, now)               # or core.expire(now) when the time is core.deadline
"""

from __future__ import annotations

import math
import re
from collections.abc import Generator
from typing import NamedTuple

Wait = Generator[None, None, None]
Needs = Generator[None, None, bytes]

HIGH_WATER = 256 * 1024
"""If more octets than this wait to be sent, ``flush`` makes the core wait until the peer reads."""


class Eof(Exception):
    """The core needs more octets, but the peer has finished sending."""


class TimedOut(Exception):
    """The peer has sent nothing for ``patience`` seconds."""


class TooLong(Exception):
    """An element does not end within its limit; ``octets`` holds its beginning."""

    def __init__(self, octets: bytes) -> None:
        super().__init__(f"no end in the first {len(octets)} octets")
        self.octets = octets


class Connection:
    """One end of a stream connection."""

    patience: float | None = 60.0
    """How many seconds the shell waits for octets before it calls ``expire``; None means for ever."""

    lingers = True
    """Whether the shell goes on reading for a while after its FIN, so that no RST destroys the last octets sent."""

    hears_while_sending = False
    """Whether the shell reads while octets are left to send: for a core that sends without end."""

    def __init__(self) -> None:
        self._in, self._out = bytearray(), bytearray()
        self._eof = self.closing = False
        self._flushing = True  # so that the first to_send() starts the core
        self._running = self.run()

    # for the shell

    def receive(self, octets: bytes) -> None:
        """Take octets from the peer; ``b""`` means that the peer has finished sending."""
        self._in += octets
        self._eof = self._eof or not octets
        self._advance()

    def to_send(self) -> bytes:
        """Return octets for the peer. Call again until there are none: a core may produce them piece by piece."""
        if self._flushing and not self._out:
            self._advance()
        octets, self._out = bytes(self._out), bytearray()
        return octets

    def expire(self) -> None:
        """Tell the core that the peer has been silent for ``patience`` seconds."""
        self._advance(TimedOut())

    def _advance(self, event: TimedOut | None = None) -> None:
        if self.closing:
            return
        self._flushing = False
        try:
            if event:
                self._running.throw(event)
            else:
                next(self._running)
        except (StopIteration, Eof, TimedOut):
            self.closing = True

    @property
    def ended(self) -> bool:
        """Whether the core was told that the peer has finished sending."""
        return self._eof

    # for the core

    def run(self) -> Wait:
        """Hold the whole conversation; the connection closes when this returns."""
        raise NotImplementedError

    def send(self, octets: bytes) -> None:
        """Queue octets for the peer."""
        self._out += octets

    def flush(self) -> Wait:
        """Wait while the peer has left too much unread."""
        while len(self._out) > HIGH_WATER:
            self._flushing = True
            yield

    def read_until(self, end: bytes | re.Pattern[bytes], limit: int) -> Needs:
        """Read up to and including ``end``. Raise TooLong if the end is not within ``limit`` octets.

        A pattern may match two octets at most.
        """
        pattern, overlap = (end, 1) if isinstance(end, re.Pattern) else (re.compile(re.escape(end)), len(end) - 1)
        searched = 0
        while not (found := pattern.search(self._in, searched, limit)):
            if len(self._in) >= limit:
                raise TooLong(bytes(self._in[:limit]))
            searched = max(0, len(self._in) - overlap)
            yield from self._more()
        return self._take(found.end())

    def read_exactly(self, count: int) -> Needs:
        """Read exactly ``count`` octets."""
        while len(self._in) < count:
            yield from self._more()
        return self._take(count)

    def read_some(self) -> Needs:
        """Read everything that has arrived, at least one octet."""
        while not self._in:
            yield from self._more()
        return self._take(len(self._in))

    def peek(self) -> Needs:
        """Return the next octet without reading it."""
        while not self._in:
            yield from self._more()
        return bytes(self._in[:1])

    def _more(self) -> Wait:
        if self._eof:
            raise Eof
        yield

    def _take(self, count: int) -> bytes:
        taken = bytes(memoryview(self._in)[:count])
        del self._in[:count]
        return taken


class Peer(NamedTuple):
    """Who sent a datagram, and to which of our addresses: an answer must come from there (RFC 1122 section 4.1.3.5)."""

    host: str
    port: int
    asked: str = ""


class Datagrams:
    """One end of exchanges of datagrams, with any number of peers. Times are seconds of the shell's clock."""

    deadline = math.inf
    """When the shell calls ``expire``; ``math.inf`` means never."""

    closing = False
    """Whether nothing more is to be sent or received, so that the shell may close the socket. A server never is."""

    def __init__(self) -> None:
        self._out: list[tuple[bytes, Peer]] = []

    # for the shell

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        """Take a datagram, which may be empty."""
        raise NotImplementedError

    def expire(self, now: float) -> None:
        """Do what was to be done at ``deadline``, and set the next one."""

    def connection(self) -> Connection | None:
        """Return a core for a connection to the same server, where its port accepts any."""
        return None

    def to_send(self) -> list[tuple[bytes, Peer]]:
        """Return what is to be sent now, in order, each with the peer that it is for."""
        waiting, self._out = self._out, []
        return waiting

    # for the core

    def send(self, datagram: bytes, peer: Peer) -> None:
        """Queue a datagram."""
        self._out.append((datagram, peer))
