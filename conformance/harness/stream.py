"""The harness's end of a byte stream (TCP, or TLS over it). Knows no protocol."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass

from conformance.harness.outcome import TargetGone
from conformance.harness.transcript import Transcript
from conformance.harness.url import Url

RECEIVE = 65536
LATE = 0.1  # seconds after its time at which a wait ends on a starved machine
FIN, RST, SILENCE = "FIN", "RST", "silence"


@dataclass(frozen=True)
class Tls:
    """How a TLS stream is opened."""

    insecure: bool = False

    def wrap(self, plain: socket.socket, host: str) -> socket.socket:
        import ssl  # 20 ms that a plain run need not pay

        context = ssl.create_default_context()
        if self.insecure:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_alpn_protocols(["http/1.1"])
        return context.wrap_socket(plain, server_hostname=host)


class Stream:
    """One connection to the target.

    ``patience`` is how many seconds an answer may take. What the target does is returned as octets or as one of
    ``FIN``, ``RST`` and ``SILENCE``; only a refused connection raises (``TargetGone``).
    """

    def __init__(self, url: Url, transcript: Transcript, patience: float, number: int, tls: Tls | None) -> None:
        self.transcript, self.patience, self.number = transcript, patience, number
        self.quick = patience  # after so many seconds of silence, ``on_wait`` is told
        self.on_wait: Callable[[], None] = lambda: None
        self.ended = ""  # FIN or RST once it came
        self.pending = bytearray()  # octets that arrived while we were sending
        self.tls = tls is not None
        self.socket = self._connect(url, tls)

    def _connect(self, url: Url, tls: Tls | None) -> socket.socket:
        try:
            plain = socket.create_connection((url.host, url.port), max(self.patience, 1.0))
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return tls.wrap(plain, url.host) if tls else plain
        except OSError as error:
            self.transcript.note("!", f"no connection: {error}", self.number)
            raise TargetGone(f"cannot connect to {url.hostport}: {error}") from error

    def send(self, octets: bytes) -> None:
        """Send all octets, reading meanwhile so that neither side blocks; a send error is evidence, not an error."""
        self.transcript.octets(">", self.number, octets)
        try:
            if self.tls or len(octets) <= RECEIVE:
                self.socket.settimeout(self.patience)
                self.socket.sendall(octets)
            else:
                self._send_while_reading(memoryview(octets))
        except TimeoutError:
            self.transcript.note("!", "the target stopped reading", self.number)
        except OSError as error:
            self.transcript.note("!", f"sending failed: {error}", self.number)

    def _send_while_reading(self, octets: memoryview) -> None:
        self.socket.setblocking(False)
        while octets:
            readable, writable, _ = select.select([self.socket], [self.socket], [], self.patience)
            if not readable and not writable:
                raise TimeoutError
            if readable and self._read_ahead():
                return
            if writable:
                octets = octets[self.socket.send(octets[: 4 * RECEIVE]) :]

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
        try:
            self.socket.settimeout(max(seconds, 0.001))
            return self.socket.recv(RECEIVE) or FIN
        except TimeoutError:
            return SILENCE
        except OSError:
            return RST

    def half_close(self) -> None:
        """Send FIN and go on reading."""
        self.transcript.note(">", FIN, self.number)
        with contextlib.suppress(OSError):  # the target may have reset the connection: the next read says so
            self.socket.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        """Close with RST: SO_LINGER of zero seconds."""
        self.transcript.note(">", RST, self.number)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        self.socket.close()
