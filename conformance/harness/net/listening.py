"""Whether a process listens on a port, without sending it anything where the system shows that it does.

A student's server may end when a client connects and goes away. It shall be judged first.
"""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

NET = Path("/proc/net")  # Linux; its tables have one socket a line
STREAMS, LISTENS = ("tcp", "tcp6"), "0A"
DATAGRAMS, RECEIVES = ("udp", "udp6"), "07"


def is_listening(host: str, port: int) -> bool:
    """Whether a connection would be accepted; where the system does not show that, it is tried."""
    # what listens for it may be in another network namespace
    return _is_listed(host, port, STREAMS, LISTENS) or _accepts(host, port)


def receives_datagrams(host: str, port: int) -> bool:
    """Whether a process has the port for UDP; where the system does not show that, the port cannot be had twice."""
    return _is_listed(host, port, DATAGRAMS, RECEIVES) or _is_taken(host, port)


def _is_listed(host: str, port: int, tables: Sequence[str], state: str) -> bool:
    """Whether the system lists a socket in that state there."""
    try:
        address = socket.inet_aton(host)[::-1].hex().upper()  # as the tables spell it on a little-endian machine
        sockets = set(_sockets(tables, state))
    except OSError:  # a name, an address of IPv6, or another system than Linux
        return False
    wildcards, mapped = ("0" * 8, "0" * 32), f"{'0' * 16}FFFF0000{address}"  # Java binds 127.0.0.1 as ::ffff:127.0.0.1
    return any((place, port) in sockets for place in (address, mapped, *wildcards))


def _sockets(tables: Sequence[str], wanted: str) -> Iterator[tuple[str, int]]:
    """The address, in hexadecimal digits, and the port of every socket in a state."""
    for table in tables:
        for line in (NET / table).read_text(encoding="ascii").splitlines()[1:]:
            _, local, _, state, *_ = line.split()
            if state == wanted:
                address, _, port = local.partition(":")
                yield address, int(port, 16)


def _accepts(host: str, port: int) -> bool:
    """Whether a connection is accepted; a socket may connect to itself where no process listens."""
    with contextlib.suppress(OSError), socket.create_connection((host, port), 1) as sock:
        return bool(sock.getsockname() != sock.getpeername())
    return False


def _is_taken(host: str, port: int) -> bool:
    """Whether the port cannot be bound for UDP, because a process of this machine has it."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False
