"""What a lie is."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable

Lie = Callable[[socket.socket, bytes], None]
"""Given a connection and the octets that arrived on it, it holds the rest of the conversation."""


def drip(sock: socket.socket, octets: bytes) -> None:
    """Send one octet a second, until the other end hangs up."""
    for octet in octets:
        sock.sendall(bytes([octet]))
        sock.settimeout(1)
        with contextlib.suppress(TimeoutError):
            if not sock.recv(65536):
                return
