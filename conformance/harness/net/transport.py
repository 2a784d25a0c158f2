"""How targets are reached: all that the harness knows of it stands behind ``Transport``."""

from __future__ import annotations

import contextlib
import shlex
import socket
from typing import Protocol

from conformance.harness.net.by_hand import octets_by_hand
from conformance.harness.net.clock import SYSTEM_CLOCK, Clock
from conformance.harness.net.connecting import addresses
from conformance.harness.net.datagram_socket import DatagramSocket
from conformance.harness.net.datagrams import Datagrams
from conformance.harness.net.listening import is_listening, receives_datagrams
from conformance.harness.net.socket_stream import SocketStream
from conformance.harness.net.stream import Stream
from conformance.harness.net.tls import Tls
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url


class Transport(Protocol):
    """A way to reach targets, with the clock that measures how long they take."""

    @property
    def clock(self) -> Clock: ...

    def open(
        self, url: Url, transcript: Transcript, patience: float, number: int, tls: Tls | None, window: int
    ) -> Stream:
        """Open conversation ``number`` of an attempt, with a receive buffer of ``window`` octets (0: the usual one).

        Raises ``TargetGone`` where that fails.
        """

    def open_datagrams(
        self, url: Url, transcript: Transcript, patience: float, number: int, connected: bool, own_host: str = ""
    ) -> Datagrams:
        """Open socket ``number`` of an attempt for datagrams, ``connected`` or not (see ``Datagrams``).

        ``own_host`` is an address of this machine that the socket shall have; empty: any. Raises ``TargetGone`` where
        that fails.
        """

    def reach(self, url: Url, seconds: float) -> bool:
        """Find out within so many seconds whether anything is there; raises ``OSError`` or ``UnicodeError`` if not.

        False where that shows only when the target is asked something.
        """

    def is_listening(self, host: str, port: int) -> bool:
        """Whether a process listens there."""

    @property
    def has_connections(self) -> bool:
        """Whether the target holds something for each conversation, so that only so many may be open at once."""

    def hold_open(self, stream: Stream, begin: bytes) -> None:
        """Make a conversation that was just opened one that the target has to keep: ``begin`` starts a request."""

    def by_hand(self, transcript: Transcript, url: Url, tls: Tls | None) -> str:
        """A shell command that sends the same octets in the same way; empty if there is none."""


class Sockets:
    """What every transport by sockets can do."""

    def __init__(self, clock: Clock = SYSTEM_CLOCK) -> None:
        self.clock = clock

    def open(
        self, url: Url, transcript: Transcript, patience: float, number: int, tls: Tls | None, window: int
    ) -> Stream:
        """Connect; raises ``TargetGone``."""
        return SocketStream(url, transcript, patience, number, tls, window, clock=self.clock)

    def open_datagrams(
        self, url: Url, transcript: Transcript, patience: float, number: int, connected: bool, own_host: str = ""
    ) -> Datagrams:
        """A UDP socket; raises ``TargetGone``."""
        return DatagramSocket(url, transcript, patience, number, connected, own_host, clock=self.clock)

    def hold_open(self, stream: Stream, begin: bytes) -> None:
        """A connection on which a request has begun and does not go on."""
        stream.send(begin)


class StreamSockets(Sockets):
    """TCP, and TLS over it."""

    has_connections = True

    def reach(self, url: Url, seconds: float) -> bool:
        """Connect once; raises ``OSError``, or ``UnicodeError`` where a label of the host is empty or too long."""
        socket.create_connection((url.host, url.port), seconds).close()
        return True

    def is_listening(self, host: str, port: int) -> bool:
        """Whether a process listens there."""
        return is_listening(host, port)

    def by_hand(self, transcript: Transcript, url: Url, tls: Tls | None) -> str:
        """The octets, printed into ``nc``; empty over TLS."""
        printed = "" if tls else octets_by_hand(transcript)
        return printed and f"{printed} | nc {shlex.quote(url.host)} {url.port}"


class DatagramSockets(Sockets):
    """UDP."""

    has_connections = False

    def reach(self, url: Url, seconds: float) -> bool:
        """Look the host up; raises ``OSError`` or ``UnicodeError``. Whether anybody is there shows when it is asked."""
        addresses(url.host, url.port, socket.SOCK_DGRAM)
        return False

    def is_listening(self, host: str, port: int) -> bool:
        """Whether a process receives datagrams there."""
        return receives_datagrams(host, port)

    def by_hand(self, transcript: Transcript, url: Url, tls: Tls | None) -> str:
        """The octets, printed into ``nc``, which waits for an answer for a second."""
        printed = octets_by_hand(transcript)
        return printed and f"{printed} | nc -u -w 1 {shlex.quote(url.host)} {url.port}"


STREAMS = StreamSockets()
DATAGRAMS = DatagramSockets()


def free_port(host: str = "127.0.0.1") -> int:
    """A port that no process has at this moment, neither for TCP nor for UDP."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as stream, socket.socket(family, socket.SOCK_DGRAM) as datagrams:
            stream.bind((host, 0))
            port = int(stream.getsockname()[1])
            with contextlib.suppress(OSError):  # a process has it for UDP: try another one
                datagrams.bind((host, port))
                return port
