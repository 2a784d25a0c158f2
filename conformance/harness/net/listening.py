"""Whether a process listens on a TCP port, without a connection to it where the system shows that it does.

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
    """Whether a connection would be accepted; where the system does not show that, it is tried."""
    return _is_listed(host, port) or _accepts(host, port)  # what listens for it may be in another network namespace


def _is_listed(host: str, port: int) -> bool:
    """Whether the system lists a socket that listens there."""
    try:
        address = socket.inet_aton(host)[::-1].hex().upper()  # as the tables spell it on a little-endian machine
        sockets = set(_listening_sockets())
    except OSError:  # a name, an address of IPv6, or another system than Linux
        return False
    wildcards, mapped = ("0" * 8, "0" * 32), f"{'0' * 16}FFFF0000{address}"  # Java binds 127.0.0.1 as ::ffff:127.0.0.1
    return any((place, port) in sockets for place in (address, mapped, *wildcards))


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
