"""Drive cores without sockets, and run shells in threads that leave nothing behind."""

from __future__ import annotations

import contextlib
import importlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

from reference_impls.http.demo import demo_site
from reference_impls.http.files import Files
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Connection
from reference_impls.shells import Stop

NOW = 1_750_000_000.0  # 2025-06-15T15:06:40Z
SHELLS = ("threads", "loop", "aio")
SENTINEL = b"GET /204 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"

Split = Callable[[bytes], list[bytes]]


def whole(octets: bytes) -> list[bytes]:
    return [octets]


def octet_by_octet(octets: bytes) -> list[bytes]:
    return [octets[at : at + 1] for at in range(len(octets))]


def in_threes(octets: bytes) -> list[bytes]:
    return [octets[at : at + 3] for at in range(0, len(octets), 3)]


SPLITS: tuple[Split, ...] = (whole, octet_by_octet, in_threes)


def server(files: Files | None = None) -> HttpServer:
    return HttpServer(demo_site(files), clock=lambda: NOW)


def drain(core: Connection) -> bytes:
    """All that the core has to say now."""
    said = b""
    while octets := core.to_send():
        said += octets
    return said


def feed(core: Connection, octets: bytes, split: Split = whole) -> bytes:
    """Give the core octets in segments, and collect what it says."""
    said = drain(core)
    for segment in split(octets):
        core.receive(segment)
        said += drain(core)
    return said


def ask(octets: bytes, split: Split = whole) -> bytes:
    """What a fresh server says to these octets."""
    return feed(server(), octets, split)


def get(target: bytes = b"/", *lines: bytes, method: bytes = b"GET", content: bytes = b"") -> bytes:
    """A request with a Host and these field lines."""
    head = [method + b" " + target + b" HTTP/1.1", b"Host: h", *lines]
    return b"\r\n".join(head) + b"\r\n\r\n" + content


def status(response: bytes) -> int:
    """The status of the first response; 0 if there is none."""
    return int(response[9:12]) if response else 0


def statuses(octets: bytes) -> list[int]:
    """The statuses of responses whose contents have no status line in them."""
    return [int(part[:3]) for part in octets.split(b"HTTP/1.1 ")[1:]]


def content(response: bytes) -> bytes:
    return response.partition(b"\r\n\r\n")[2]


@contextlib.contextmanager
def running(shell: str, core_factory: Callable[[], Any] = server, sock: socket.socket | None = None) -> Iterator[int]:
    """A shell in a thread, on a port of the loopback interface; stopped at the end, with all its connections.

    It serves a listener for connections, or the ``sock`` that is given.
    """
    stop, listener = Stop(), sock or socket.create_server(("127.0.0.1", 0), backlog=512)
    serve = importlib.import_module(f"reference_impls.shells.{shell}").serve
    thread = threading.Thread(target=serve, args=(listener, core_factory, stop), daemon=True)
    port: int = listener.getsockname()[1]
    thread.start()
    try:
        yield port
    finally:
        stop.set()
        thread.join(10)
        stop.close()
    assert not thread.is_alive()


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def read_all(sock: socket.socket) -> bytes:
    """Everything until FIN."""
    said = bytearray()
    while octets := sock.recv(65536):
        said += octets
    return bytes(said)
