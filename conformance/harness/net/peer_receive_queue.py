"""What the target has not read yet, where it runs on this machine: Linux tells by sock_diag(7) of any TCP socket."""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Iterator

NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY, REQUEST = 4, 20, 1
TCP_INFO_TOO, INET_DIAG_INFO = 2, 2  # what is asked for, a bit; and the attribute in which it comes
EVERY_STATE = NO_COOKIE = 0xFFFFFFFF
RECEIVE_QUEUE = struct.Struct("=16x 4x 48x 4x I")  # after the header: family to retrans, the socket's id, expires
ATTRIBUTES, ATTRIBUTE = 16 + 72, struct.Struct("=HH")
RECEIVED = struct.Struct("=128x Q")  # struct tcp_info: tcpi_bytes_received
SENT = struct.Struct("=144x I 52x Q Q")  # tcpi_notsent_bytes, tcpi_bytes_sent, tcpi_bytes_retrans


class PeerReceiveQueue:
    """Asks about the other end of one connection."""

    def __init__(self, ours: socket.socket) -> None:
        self._ours = ours
        self._netlink: socket.socket | None = None
        with contextlib.suppress(OSError, AttributeError):  # the connection has ended; this is not Linux
            (host, port), (our_host, our_port) = ours.getpeername()[:2], ours.getsockname()[:2]
            ends = struct.pack("!HH", port, our_port) + _address(ours, host) + _address(ours, our_host)
            body = struct.pack("=BBBBI", ours.family, socket.IPPROTO_TCP, TCP_INFO_TOO, 0, EVERY_STATE)
            body += ends + struct.pack("=III", 0, NO_COOKIE, NO_COOKIE)
            self._question = struct.pack("=IHHII", 16 + len(body), SOCK_DIAG_BY_FAMILY, REQUEST, 1, 0) + body
            self._netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_SOCK_DIAG)
            self._netlink.settimeout(1.0)

    def octets(self) -> int | None:
        """Return how many octets the target has not read yet, or ``None`` where the system does not tell."""
        if self._netlink is None:
            return None
        try:
            self._netlink.send(self._question)
            answer = self._netlink.recv(4096)
            sent = _sent(self._ours)
        except OSError:
            return None
        known = struct.unpack_from("=4xH", answer)[0] == SOCK_DIAG_BY_FAMILY
        return int(RECEIVE_QUEUE.unpack_from(answer)[0]) + _under_way(answer, sent) if known else None

    def close(self) -> None:
        if self._netlink is not None:
            self._netlink.close()


def _sent(ours: socket.socket) -> int:
    """Octets that we have sent; those of a busy machine take a while from one end of a loopback to the other."""
    info = ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 512)
    if len(info) < SENT.size:  # before Linux 4.19
        return 0
    waiting, sent, again = SENT.unpack_from(info)
    return int(waiting + sent - again)


def _under_way(answer: bytes, sent: int) -> int:
    """Octets of those sent that have not arrived; none where the other end has ended and does not count any more."""
    for kind, value in _attributes(answer):
        if kind == INET_DIAG_INFO and len(value) >= RECEIVED.size:
            return max(0, sent - int(RECEIVED.unpack_from(value)[0]))
    return 0


def _attributes(answer: bytes) -> Iterator[tuple[int, bytes]]:
    """The attributes of a netlink message."""
    at = ATTRIBUTES
    while at + ATTRIBUTE.size <= len(answer):
        length, kind = ATTRIBUTE.unpack_from(answer, at)
        yield kind, answer[at + ATTRIBUTE.size : at + length]
        at += max(ATTRIBUTE.size, -(-length // 4) * 4)


def _address(ours: socket.socket, host: str) -> bytes:
    return socket.inet_pton(ours.family, host.partition("%")[0]).ljust(16, b"\0")
