"""What the target has not read yet, where it runs on this machine: Linux tells by sock_diag(7) of any TCP socket."""

from __future__ import annotations

import contextlib
import socket
import struct

NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY, REQUEST = 4, 20, 1
EVERY_STATE = NO_COOKIE = 0xFFFFFFFF
RECEIVE_QUEUE = struct.Struct("=16x 4x 48x 4x I")  # after the header: family to retrans, the socket's id, expires


class Unread:
    """Asks about the other end of one connection."""

    def __init__(self, ours: socket.socket) -> None:
        self._netlink: socket.socket | None = None
        with contextlib.suppress(OSError, AttributeError):  # the connection has ended; this is not Linux
            (host, port), (our_host, our_port) = ours.getpeername()[:2], ours.getsockname()[:2]
            ends = struct.pack("!HH", port, our_port) + _address(ours, host) + _address(ours, our_host)
            body = struct.pack("=BBBBI", ours.family, socket.IPPROTO_TCP, 0, 0, EVERY_STATE)
            body += ends + struct.pack("=III", 0, NO_COOKIE, NO_COOKIE)
            self._question = struct.pack("=IHHII", 16 + len(body), SOCK_DIAG_BY_FAMILY, REQUEST, 1, 0) + body
            self._netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_SOCK_DIAG)
            self._netlink.settimeout(1.0)

    def octets(self) -> int | None:
        """How many octets wait for the target to read them; ``None`` where nobody can tell."""
        if self._netlink is None:
            return None
        try:
            self._netlink.send(self._question)
            answer = self._netlink.recv(4096)
        except OSError:
            return None
        known = struct.unpack_from("=4xH", answer)[0] == SOCK_DIAG_BY_FAMILY
        return int(RECEIVE_QUEUE.unpack_from(answer)[0]) if known else None

    def close(self) -> None:
        if self._netlink is not None:
            self._netlink.close()


def _address(ours: socket.socket, host: str) -> bytes:
    return socket.inet_pton(ours.family, host.partition("%")[0]).ljust(16, b"\0")
