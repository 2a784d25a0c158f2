"""Whether a process listens on a TCP port, without a connection to it where the system shows its sockets.

A student's server may end when a client connects and goes away. It shall be judged first.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))  # Linux; one socket a line
LISTENS = "0A"


def is_listening(host: str, port: int) -> bool:
    """Whether a connection would be accepted; where the system does not show its sockets, by making one."""
    try:
        address = socket.inet_aton(host)[::-1].hex().upper()  # as the tables spell it on a little-endian machine
        sockets = set(_listening_sockets())
    except OSError:  # a name, an address of IPv6, or another system than Linux
        return _accepts(host, port)
    wildcards = ("0" * 8, "0" * 32)
    return any((place, port) in sockets for place in (address, *wildcards))


def _listening_sockets() -> Iterator[tuple[str, int]]:
    """The address, in hexadecimal digits, and the port of every listening socket."""
    for table in TABLES:
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            _, local, _, state, *_ = line.split()
            if state == LISTENS:
                address, _, port = local.partition(":")
                yield address, int(port, 16)


def _accepts(host: str, port: int) -> bool:
    """Whether a connection is accepted; a socket may connect to itself where no process listens."""
    with contextlib.suppress(OSError), socket.create_connection((host, port), 1) as sock:
        return bool(sock.getsockname() != sock.getpeername())
    return False
