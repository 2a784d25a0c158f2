"""The harness's end of a byte stream (TCP, or TLS over it). Knows no protocol."""

from __future__ import annotations

import contextlib
import functools
import select
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conformance.harness.net.peer_receive_queue import PeerReceiveQueue
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from conformance.model import TargetGone, not_applicable

if TYPE_CHECKING:
    import ssl

RECEIVE = 65536
AHEAD = 32 << 20  # octets that are read while we send: more than the largest echo, and no more than we can hold
PACE = 256 * 1024  # octets for which a target may take its patience once more
LATE = 0.1  # seconds after its time at which a wait ends on a starved machine
MOMENT = 0.25  # seconds in which a target that is ready reads what it has
GLANCE = 0.0001  # seconds until the second look at what it has read
FIN, RST, SILENCE = "FIN", "RST", "silence"


@dataclass(frozen=True)
class Tls:
    """How a TLS stream is opened."""

    insecure: bool = False

    def wrap(self, plain: socket.socket, host: str) -> socket.socket:
        return _context(self.insecure).wrap_socket(plain, server_hostname=host)


@functools.cache
def _context(insecure: bool) -> ssl.SSLContext:
    """Made once: it reads all certificates of the machine."""
    import ssl  # 20 ms that a plain run need not pay

    context = ssl.create_default_context()
    if insecure:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["http/1.1"])
    return context


class Stream:
    """One connection to the target.

    ``patience`` is how many seconds an answer may take. What the target does is returned as octets or as one of
    ``FIN``, ``RST`` and ``SILENCE``; only a refused connection raises (``TargetGone``).
    """

    def __init__(
        self, url: Url, transcript: Transcript, patience: float, number: int, tls: Tls | None, window: int = 0
    ) -> None:
        self.transcript, self.patience, self.number = transcript, patience, number
        self.quick = patience  # after so many seconds of silence, ``on_wait`` is told
        self.on_wait: Callable[[], None] = lambda: None
        self.ended = ""  # FIN or RST once it came
        self.pending = bytearray()  # octets that arrived while we were sending
        self.tls = tls is not None
        self.segments: Segments | None = None  # ``None``: everything goes out as it is given
        self.socket = self._connect(url, tls, window)  # not blocking; over TLS, with a timeout for each call
        self._sent, self._moment = 0, MOMENT
        self._unread: PeerReceiveQueue | None = None

    def _connect(self, url: Url, tls: Tls | None, window: int) -> socket.socket:
        try:
            plain = _connected(url, max(self.patience, 1.0), window)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if tls:
                return tls.wrap(plain, url.host)
        except OSError as error:
            self.transcript.note("!", f"no connection: {error}", self.number)
            raise TargetGone(f"cannot connect to {url.hostport}: {error}") from error
        plain.setblocking(False)
        return plain

    def send(self, octets: bytes) -> None:
        """Send all octets, reading meanwhile so that neither side blocks; a send error is evidence, not an error.

        A target that takes less than ``PACE`` octets in ``patience`` seconds is given up.
        """
        self.transcript.octets(">", self.number, octets)
        until = time.monotonic() + self.patience * (1 + len(octets) / PACE)
        try:
            if self.segments:
                self._send_in_segments(octets, self.segments, until)
            else:
                self._send_whole(octets, until)
        except TimeoutError:
            self.transcript.note("!", "the target stopped reading, or reads too slowly", self.number)
        except OSError as error:
            self.transcript.note("!", f"sending failed: {error}", self.number)

    def _send_whole(self, octets: bytes, until: float) -> None:
        left = memoryview(octets)
        if self.tls:
            self._send_in_turns(left, until)
        else:  # what is short has room, as a rule
            self._send_while_reading(left[self._taken(left) :] if len(octets) <= RECEIVE else left, until)

    def _send_in_segments(self, octets: bytes, segments: Segments, until: float) -> None:
        if not self._sent:
            self.transcript.note(" ", f"in segments: {segments}", self.number)
        for segment in segments.cut(octets, self._sent):
            began = time.monotonic()
            if self._sent and self.let_read():
                return
            until += time.monotonic() - began  # the moments that we leave to the target are no slowness of its own
            self._send_whole(segment, until)
            self._sent += len(segment)

    def let_read(self) -> bool:
        """Let the target read what was sent, for a moment at most; tell whether the stream has ended meanwhile."""
        self._unread = self._unread or PeerReceiveQueue(self.socket)
        until, pause = time.monotonic() + self._moment, GLANCE
        while unread := self._unread.octets():
            if time.monotonic() >= until:  # it does not read now, and gets no more moments
                self._moment = 0.0
                break
            time.sleep(pause)
            pause *= 2  # where it takes long, the machine is busy
        if unread is None:
            time.sleep(10 * GLANCE)
        return not self.tls and bool(self._waits_for(select.POLLIN, 0.0)) and self._read_ahead()

    def _send_in_turns(self, octets: memoryview, until: float) -> None:
        """Over TLS a deadline holds for each call."""
        while octets:
            self.socket.settimeout(_left(until))
            octets = octets[self.socket.send(octets[:RECEIVE]) :]

    def _send_while_reading(self, octets: memoryview, until: float) -> None:
        while octets:
            events = select.POLLOUT | (select.POLLIN if len(self.pending) < AHEAD else 0)
            ready = self._waits_for(events, min(_left(until), self.patience))
            if not ready:
                raise TimeoutError
            if ready & ~select.POLLOUT and self._read_ahead():
                return
            if ready & select.POLLOUT:
                octets = octets[self._taken(octets[: 4 * RECEIVE]) :]

    def _taken(self, octets: memoryview) -> int:
        """Send what there is room for; how many octets that was."""
        try:
            return self.socket.send(octets)
        except BlockingIOError:
            return 0

    def _waits_for(self, events: int, seconds: float) -> int:
        """The events that happened within so many seconds; poll knows no highest number of a file, select does."""
        poll = select.poll()
        poll.register(self.socket, events)
        return sum(event for _, event in poll.poll(seconds * 1000))

    def _read_ahead(self) -> bool:
        """Keep what arrives while we send; tell whether the stream has ended."""
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

    def receive(self, deadline: float) -> bytes | str:
        """The next octets before ``deadline`` (monotonic seconds), or ``FIN``, ``RST``, ``SILENCE``."""
        if self.pending:
            octets, self.pending = bytes(self.pending), bytearray()
            self.transcript.octets("<", self.number, octets)
            return octets
        if not self.ended:
            heard = self._receive(deadline - time.monotonic())
            if isinstance(heard, bytes):
                self.transcript.octets("<", self.number, heard)
                return heard
            self.transcript.note("<", heard, self.number)
            self.ended = heard if heard in (FIN, RST) else ""
            return heard
        return self.ended

    def _receive(self, seconds: float) -> bytes | str:
        if seconds > self.quick:
            heard = self._receive_within(self.quick)
            if heard != SILENCE:
                return heard
            self.on_wait()
            seconds -= self.quick
        return self._receive_within(seconds)

    def _receive_within(self, seconds: float) -> bytes | str:
        began = time.monotonic()
        heard = self._receive_once(seconds)
        if heard == SILENCE and time.monotonic() - began > seconds + LATE:
            # we woke late: the machine is busy, and what the target sent may have had no chance to arrive
            return self._receive_once(seconds)
        return heard

    def _receive_once(self, seconds: float) -> bytes | str:
        seconds = max(seconds, 0.001)
        try:
            if self.tls:
                self.socket.settimeout(seconds)
            elif not self._waits_for(select.POLLIN, seconds):
                return SILENCE
            return self.socket.recv(RECEIVE) or FIN
        except (TimeoutError, BlockingIOError):  # poll may promise what is not there
            return SILENCE
        except OSError:
            return RST

    def send_urgent(self, octet: bytes) -> None:
        """Send an octet as urgent data (RFC 9293 §3.8.5); not applicable over TLS, whose records have none."""
        if self.tls:
            not_applicable("over TLS there is no urgent data")
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
        if self._unread:
            self._unread.close()
        self.socket.close()


def _connected(url: Url, seconds: float, window: int) -> socket.socket:
    """A connection to the first address that takes it; with ``window``, its receive buffer has so many octets."""
    failed = OSError("its name has no address")
    for family, kind, protocol, _, address in _addresses(url.host, url.port):
        plain = socket.socket(family, kind, protocol)
        try:
            if window:  # holds from the first segment on
                plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
            plain.settimeout(seconds)
            plain.connect(address)
        except OSError as error:
            plain.close()
            failed = error
        else:
            return plain
    raise failed


@functools.cache
def _addresses(host: str, port: int) -> list[tuple[int, int, int, str, Any]]:
    """Looked up once a run: it takes as long as to connect."""
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def _left(until: float) -> float:
    """Seconds until then; raises ``TimeoutError`` where there are none."""
    if (seconds := until - time.monotonic()) <= 0:
        raise TimeoutError
    return seconds
