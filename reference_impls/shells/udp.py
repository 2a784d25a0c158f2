"""A UDP socket whose answers come from the address that was asked (RFC 1122 section 4.1.3.5)."""

from __future__ import annotations

import contextlib
import socket
import sys
import traceback
from collections.abc import Callable
from functools import partial

from reference_impls.sansio import Datagrams, Peer

LARGEST = 65535
"""Octets that a datagram of UDP can hold at the most."""

MANY = 64
"""Datagrams that are read before the shell looks after its other work."""

PKTINFO = 8 if sys.platform == "linux" else 0
"""Linux' option ``IP_PKTINFO``, which the module ``socket`` does not name; 0 where there is none that we know."""

INTERFACE = 4
"""Octets of the number of the interface in Linux' ``in_pktinfo``; the local address follows."""


def bound(host: str, port: int) -> socket.socket:
    """A UDP socket at an address. The system tells of each datagram which address was asked, from the first one on."""
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
    ask_for_addresses(sock)
    sock.bind((host, port))
    return sock


def ask_for_addresses(sock: socket.socket) -> bool:
    """Let the system tell which address was asked by each datagram that arrives from now on; whether it can."""
    can = sock.family == socket.AF_INET and bool(PKTINFO)
    if can:
        sock.setsockopt(socket.IPPROTO_IP, PKTINFO, 1)
    return can


class UdpSocket:
    """Receives datagrams for a core, and sends what it has to send.

    A socket that is bound to all addresses of a machine answers from whichever the system chooses, unless it says from
    which. Where the system does not tell which address was asked, as on Windows, bind one address.
    """

    def __init__(self, sock: socket.socket, core: Datagrams, now: Callable[[], float]) -> None:
        self.sock, self.core, self.now = sock, core, now
        self._tells = ask_for_addresses(sock)
        sock.setblocking(False)

    def fileno(self) -> int:
        return self.sock.fileno()

    def on_readable(self) -> None:
        """Hand over what has arrived; a defect of the core costs one datagram and no more."""
        for _ in range(MANY):
            try:
                datagram, peer = self._receive()
            except BlockingIOError:
                return
            except OSError:  # an earlier answer was refused
                continue
            self.guard(partial(self.core.receive, datagram, peer, self.now()))

    def on_time(self) -> None:
        """Tell the core that its deadline has come, if it has."""
        if self.core.deadline <= self.now():
            self.guard(partial(self.core.expire, self.now()))

    def guard(self, act: Callable[[], None]) -> None:
        """Run a method of the core, print what goes wrong, and send what is to be sent."""
        try:
            act()
        except Exception:  # a bug in the core
            traceback.print_exc()
        self.send_all()

    def send_all(self) -> None:
        """Send what the core has to send; what the system has no room for is lost, as datagrams may be."""
        for datagram, peer in self.core.to_send():
            with contextlib.suppress(OSError):
                self._send(datagram, peer)

    def _receive(self) -> tuple[bytes, Peer]:
        if not self._tells:
            datagram, (host, port, *_) = self.sock.recvfrom(LARGEST)
            return datagram, Peer(host, port)
        datagram, more, _, (host, port) = self.sock.recvmsg(LARGEST, socket.CMSG_SPACE(12))
        info = next((data for level, kind, data in more if kind == PKTINFO), b"")
        return datagram, Peer(host, port, socket.inet_ntoa(info[INTERFACE : INTERFACE + 4]) if info else "")

    def _send(self, datagram: bytes, peer: Peer) -> None:
        if not (self._tells and peer.asked):
            self.sock.sendto(datagram, (peer.host, peer.port))
            return
        info = bytes(INTERFACE) + socket.inet_aton(peer.asked) + bytes(4)
        self.sock.sendmsg([datagram], [(socket.IPPROTO_IP, PKTINFO, info)], 0, (peer.host, peer.port))
