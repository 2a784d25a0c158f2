"""Opens a TCP connection."""

from __future__ import annotations

import functools
import socket
from typing import Any

from conformance.harness.net.url import Url


def connected(url: Url, seconds: float, window: int) -> socket.socket:
    """Connect to the first address that accepts; with ``window``, the receive buffer has so many octets.

    Raises ``OSError``.
    """
    failed = OSError("its name has no address")
    for family, kind, protocol, _, address in addresses(url.host, url.port, socket.SOCK_STREAM):
        plain = socket.socket(family, kind, protocol)
        try:
            if window:  # it holds from the first segment on
                plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
            plain.settimeout(seconds)
            plain.connect(address)
        except OSError as error:
            plain.close()
            failed = error
        else:
            return plain
    raise failed


@functools.cache
def addresses(host: str, port: int, kind: int) -> list[tuple[int, int, int, str, Any]]:
    """The addresses of a host, looked up once in a run: it takes as long as to connect. Raises ``OSError``."""
    return list(socket.getaddrinfo(host, port, type=kind))
