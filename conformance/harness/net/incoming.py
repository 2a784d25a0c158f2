"""What arrives on a connection: octets, its end, or nothing for a while."""

from __future__ import annotations

import socket

from conformance.harness.net.bounds import AHEAD, AHEAD_AT_FIRST, ECHOED, RECEIVE
from conformance.harness.net.stream import FIN, RST, SILENCE
from conformance.harness.net.waiting import READ, wait_for


class Incoming:
    """The reading half of a connection. ``ended`` is ``FIN`` or ``RST`` once that came, else empty."""

    def __init__(self, sock: socket.socket, tls: bool) -> None:
        self.socket, self.tls = sock, tls
        self.pending = bytearray()  # arrived while the harness was sending
        self.ended = ""
        self._most = AHEAD_AT_FIRST  # octets that may be pending

    def expect_echo(self, count: int) -> None:
        """Make room for the answer to ``count`` octets that are sent now."""
        self._most = min(AHEAD, self._most + ECHOED * count)

    @property
    def has_room(self) -> bool:
        """Whether more may be read ahead."""
        return len(self.pending) < self._most

    def take_pending(self) -> bytes:
        """Return what was read ahead, and forget it."""
        octets, self.pending = bytes(self.pending), bytearray()
        return octets

    def read(self, seconds: float) -> bytes | str:
        """Return the next octets within so many seconds, or ``FIN``, ``RST`` or ``SILENCE``."""
        seconds = max(seconds, 0.001)
        try:
            if self.tls:
                self.socket.settimeout(seconds)
            elif not wait_for(self.socket, READ, seconds):
                return SILENCE
            return self.socket.recv(RECEIVE) or FIN
        except (TimeoutError, BlockingIOError):  # poll may report octets that are not there
            return SILENCE
        except OSError:
            return RST

    def read_ahead(self) -> bool:
        """Keep what is there while the harness sends; return whether the stream has ended."""
        try:
            octets = self.socket.recv(RECEIVE)
        except BlockingIOError:
            return False
        except OSError:
            self.ended = RST
            return True
        self.pending += octets
        self.ended = self.ended or ("" if octets else FIN)
        return bool(self.ended)
