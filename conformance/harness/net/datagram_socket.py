"""Datagrams over a UDP socket."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
import sys

from conformance.harness.net.clock import Clock
from conformance.harness.net.connecting import addresses
from conformance.harness.net.datagrams import REFUSED, SILENCE, Address, Datagram, Datagrams
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from conformance.harness.net.waiting import READ, wait_for, waited
from conformance.model import TargetGone

LARGEST = 65535  # octets that a datagram of UDP can hold at the most
LAST_PORT = 65535
ERRORS_TOO = {socket.AF_INET: (0, 11), socket.AF_INET6: (41, 25)}  # Linux: IP_RECVERR and IPV6_RECVERR

NETWORKS = 250  # of 256 addresses each, of which a process uses as many

_serials = itertools.count(1)


class DatagramSocket(Datagrams):
    """A UDP socket. Raises ``TargetGone`` where the target's host has no address."""

    def __init__(
        self,
        url: Url,
        transcript: Transcript,
        patience: float,
        number: int,
        connected: bool,
        own_host: str = "",
        *,
        clock: Clock,
    ) -> None:
        self._clock, self._connected, self._is_refused = clock, connected, False
        family, address = _resolved(url)
        super().__init__(transcript, patience, number, Address(*address[:2]))
        self._place = address
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        if own_host:
            self.socket.bind((own_host, 0))
        else:
            _bind(self.socket, family, self.target.host)
        self.socket.setblocking(False)
        if connected:
            self.socket.connect(address)
        elif sys.platform == "linux":  # elsewhere, only a connected socket hears that a port is refused
            self.socket.setsockopt(*ERRORS_TOO[socket.AddressFamily(family)], 1)

    @property
    def address(self) -> Address:
        """The address of the socket."""
        return Address(*self.socket.getsockname()[:2])

    def _leave(self) -> None:
        """Connect to another port of the target: to what its own port sends, the socket is a stranger then."""
        if sys.platform == "linux" and not self._connected:
            host, port = self._place[:2]
            self.socket.connect((host, port % LAST_PORT + 1, *self._place[2:]))

    def _transmit(self, octets: bytes) -> bool:
        """Send; the system may report here that an earlier datagram was refused, and then sends nothing."""
        try:
            self._send_once(octets)
        except (ConnectionRefusedError, ConnectionResetError):
            self._is_refused = True
        except OSError as error:  # it is too large, for example
            self.transcript.note("!", f"not sent: {error.strerror or error}", self.number)
            return False
        return True

    def _send_once(self, octets: bytes) -> None:
        if self._connected:
            self.socket.send(octets)
        else:
            self.socket.sendto(octets, self._place)

    def _wait(self, deadline: float) -> Datagram | str:
        if self._is_refused:
            self._is_refused = False
            return REFUSED
        seconds = deadline - self._clock.now()
        return waited(self._read, seconds, self.quick, self.on_wait, self._clock)

    def _read(self, seconds: float) -> Datagram | str:
        try:
            if not wait_for(self.socket, READ, max(seconds, 0.001)):
                return SILENCE
            octets, source = self.socket.recvfrom(LARGEST)
        except (ConnectionRefusedError, ConnectionResetError):  # the second is what Windows says
            return REFUSED
        except OSError:  # the datagram that woke us was dropped: its checksum was wrong
            return SILENCE
        return Datagram(octets, Address(*source[:2]))

    def close(self) -> None:
        """Close the socket."""
        self.socket.close()


def _resolved(url: Url) -> tuple[int, tuple[str, int]]:
    try:
        family, _, _, _, address = addresses(url.host, url.port, socket.SOCK_DGRAM)[0]
    except OSError as error:
        raise TargetGone(f"cannot reach {url.hostport}: {error.strerror or error}") from error
    return family, address


def _bind(sock: socket.socket, family: int, host: str) -> None:
    """On loopback, bind an address of 127/8 that no other attempt has, so that no late datagram of another arrives.

    Systems other than Linux have only 127.0.0.1; there the port, which the system chooses, has to suffice.
    """
    if family == socket.AF_INET and host.startswith("127."):
        with contextlib.suppress(OSError):
            sock.bind((_own_address(next(_serials)), 0))


def _own_address(serial: int) -> str:
    """An address of 127/8 for a socket: neighbours are in different networks of 256 addresses.

    Servers that limit their rate count the replies to such a network as one.
    """
    return f"127.{os.getpid() % 100 + 100}.{serial % NETWORKS + 1}.{serial // NETWORKS % NETWORKS + 1}"
