"""The selectors shell for liars: a core that raises ``ConnectionResetError`` ends its connection with RST."""

from __future__ import annotations

import socket
import struct

from reference_impls.shells import Stop, loop
from tests.kit.protocols import Core

AT_ONCE = struct.pack("ii", 1, 0)  # close() sends RST
GRACEFULLY = struct.pack("ii", 0, 0)  # close() sends FIN, as usual

ROOM = 16384
"""Octets that may wait to be sent. Linux would let this grow to 4 MB: to fill it for all connections of a liar that
never stops takes the shell's only thread so long that other connections wait for their handshakes."""


def serve(listener: socket.socket, core_factory: Core, stop: Stop) -> None:
    """Serve as the selectors shell does, which closes a socket without FIN if a core raises an ``OSError``."""
    if listener.type == socket.SOCK_STREAM:
        listener = Listener(fileno=listener.detach())
    loop.serve(listener, core_factory, stop)


class Accepted(socket.socket):
    """A connection that ends with RST if it is closed before FIN is sent."""

    def shutdown(self, how: int) -> None:
        self.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, GRACEFULLY)
        super().shutdown(how)


class Listener(socket.socket):
    """Takes the place of the listener that the shell is given."""

    def accept(self) -> tuple[socket.socket, object]:
        plain, address = super().accept()
        accepted = Accepted(fileno=plain.detach())
        accepted.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        accepted.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
        return accepted, address
