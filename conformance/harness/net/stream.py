"""The harness's end of a byte stream (TCP, or TLS over it). Knows no protocol."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections.abc import Callable

from conformance.harness.net.connecting import connected
from conformance.harness.net.incoming import FIN, RST, SILENCE, Incoming
from conformance.harness.net.outgoing import Outgoing
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.tls import Tls
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from conformance.model import TargetGone, not_applicable

LATE = 0.1  # seconds after its time at which a wait ends on a busy machine


class Stream:
    """One connection to the target.

    ``patience`` is how many seconds an answer may take. What the target does is returned as octets or as one of
    ``FIN``, ``RST`` and ``SILENCE``; only a refused connection raises (``TargetGone``).
    """

    def __init__(
        self, url: Url, transcript: Transcript, patience: float, number: int, tls: Tls | None, window: int = 0
    ) -> None:
        self.transcript, self.patience, self.number = transcript, patience, number
        self.quick = patience  # after so many seconds of silence, ``on_wait`` is called
        self.on_wait: Callable[[], None] = lambda: None
        self.tls = tls is not None
        self.segments: Segments | None = None  # ``None``: everything goes out as it is given
        self.socket = self._connect(url, tls, window)  # not blocking; over TLS, with a timeout for each call
        self.incoming = Incoming(self.socket, self.tls)
        self.outgoing = Outgoing(self.socket, self.tls, patience, self.incoming)

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

    def send(self, octets: bytes) -> None:
        """Send all octets, reading meanwhile; what goes wrong is noted as evidence, not raised."""
        self.transcript.octets(">", self.number, octets)
        self.outgoing.send(octets, self.segments, self.transcript, self.number)

    def let_read(self) -> bool:
        """Let the target read what was sent, for a moment at most; return whether the stream has ended meanwhile."""
        return self.outgoing.let_read()

    def receive(self, deadline: float) -> bytes | str:
        """Return the next octets before ``deadline`` (monotonic seconds), or ``FIN``, ``RST`` or ``SILENCE``."""
        incoming = self.incoming
        if incoming.ended and not incoming.pending:
            return incoming.ended
        received = incoming.take_pending() if incoming.pending else self._wait(deadline - time.monotonic())
        if isinstance(received, bytes):
            self.transcript.octets("<", self.number, received)
        else:
            self.transcript.note("<", received, self.number)
            incoming.ended = "" if received == SILENCE else received
        return received

    def _wait(self, seconds: float) -> bytes | str:
        """Wait for octets or the end of the stream; after ``quick`` seconds of silence, ``on_wait`` is called."""
        for number, part in enumerate([self.quick, seconds - self.quick] if seconds > self.quick else [seconds]):
            if number:
                self.on_wait()
            began = time.monotonic()
            received = self.incoming.read(part)
            if received == SILENCE and time.monotonic() - began > part + LATE:
                # the machine is busy: what the target sent may have had no chance to arrive
                received = self.incoming.read(part)
            if received != SILENCE:
                break
        return received

    def send_urgent(self, octet: bytes) -> None:
        """Send an octet as urgent data (RFC 9293 §3.8.5); not applicable over TLS, whose records have none."""
        if self.tls:
            not_applicable("over TLS there is no urgent data")
        if not hasattr(socket, "MSG_OOB"):
            not_applicable("this system sends no urgent data")
        self.transcript.note(">", f"urgent data: {octet!r}", self.number)
        with contextlib.suppress(OSError):  # the target may have closed: the next read says so
            self.socket.send(octet, socket.MSG_OOB)

    def half_close(self) -> None:
        """Send FIN and go on reading; not applicable over TLS, where a FIN alone looks like a truncation."""
        if self.tls:
            not_applicable("over TLS the harness cannot close one direction alone")
        self.transcript.note(">", FIN, self.number)
        with contextlib.suppress(OSError):  # the target may have reset the connection: the next read says so
            self.socket.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        """Close with RST: SO_LINGER of zero seconds."""
        self.transcript.note(">", RST, self.number)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        """Close the connection."""
        self.outgoing.close()
        self.socket.close()
