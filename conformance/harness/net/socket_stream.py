"""A byte stream over a socket: TCP, or TLS over it."""

from __future__ import annotations

import contextlib
import socket
import struct

from conformance.harness.net.clock import Clock
from conformance.harness.net.connecting import connected
from conformance.harness.net.incoming import Incoming
from conformance.harness.net.outgoing import Outgoing
from conformance.harness.net.stream import Stream
from conformance.harness.net.tls import Tls
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from conformance.harness.net.waiting import waited
from conformance.model import TargetGone, not_applicable


class SocketStream(Stream):
    """One TCP connection, with a receive buffer of ``window`` octets if that is not 0.

    A refused connection raises ``TargetGone``.
    """

    def __init__(
        self,
        url: Url,
        transcript: Transcript,
        patience: float,
        number: int,
        tls: Tls | None = None,
        window: int = 0,
        *,
        clock: Clock,
    ) -> None:
        super().__init__(transcript, patience, number)
        self.tls, self._clock = tls is not None, clock
        self.socket = self._connect(url, tls, window)  # not blocking; over TLS, with a timeout for each call
        self.incoming = Incoming(self.socket, self.tls)
        self.outgoing = Outgoing(self.socket, self.tls, patience, self.incoming, clock)

    def _connect(self, url: Url, tls: Tls | None, window: int) -> socket.socket:
        try:
            plain = connected(url, max(self.patience, 1.0), window)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if tls:
                return tls.wrap(plain, url.host)
        except OSError as error:
            self.transcript.note("!", f"no connection: {error}", self.number)
            raise TargetGone(f"cannot connect to {url.hostport}: {error}") from error
        plain.setblocking(False)
        return plain

    def let_read(self) -> bool:
        """Let the target read what was sent, for a moment at most; return whether the stream has ended meanwhile."""
        return self.outgoing.let_read()

    def _transmit(self, octets: bytes) -> None:
        self.outgoing.send(octets, self.segments, self.transcript, self.number, self.limit.ends)

    def _transmit_unread(self, octets: bytes, seconds: float) -> int:
        return self.outgoing.offer(octets, seconds)

    def _wait(self, deadline: float) -> bytes | str:
        """Wait for octets or the end of the stream; after ``quick`` seconds of silence, ``on_wait`` is called."""
        if self.incoming.pending or self.incoming.ended:
            return self.incoming.take_pending() or self.incoming.ended
        seconds = deadline - self._clock.now()
        return waited(self.incoming.read, seconds, self.quick, self.on_wait, self._clock)

    def _require_urgent_data(self) -> None:
        if self.tls:
            not_applicable("over TLS there is no urgent data")
        if not hasattr(socket, "MSG_OOB"):
            not_applicable("this system sends no urgent data")

    def _transmit_urgent(self, octet: bytes) -> None:
        with contextlib.suppress(OSError):  # the target may have closed: the next read says so
            self.socket.send(octet, socket.MSG_OOB)

    def _require_half_close(self) -> None:
        if self.tls:  # a FIN alone looks like a truncation
            not_applicable("over TLS the harness cannot close one direction alone")

    def _finish(self) -> None:
        with contextlib.suppress(OSError):  # the target may have reset the connection: the next read says so
            self.socket.shutdown(socket.SHUT_WR)

    def _abort(self) -> None:
        """SO_LINGER of zero seconds makes the close a RST."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        """Close the connection."""
        self.outgoing.close()
        self.socket.close()
