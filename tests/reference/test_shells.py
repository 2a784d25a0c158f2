"""Each shell over real sockets: segments of any size, half-close, RST, slow readers, many connections."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from reference_impls.http.demo import demo_site
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Connection, TimedOut, Wait
from tests.reference.driving import NOW, SENTINEL, SHELLS, connect, content, get, read_all, running, statuses

CLOSE = b"Connection: close"


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def port(shell: str) -> Iterator[int]:
    with running(shell) as port:
        yield port


def ask(port: int, octets: bytes) -> bytes:
    with connect(port) as sock:
        sock.sendall(octets)
        return read_all(sock)


def reset(sock: socket.socket) -> None:
    """Close with RST."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def test_requests_over_one_connection(port: int) -> None:
    assert statuses(ask(port, get() + get(b"/nope") + SENTINEL)) == [200, 404, 204]


def test_one_octet_segments(port: int) -> None:
    with connect(port) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for octet in SENTINEL:
            sock.send(bytes([octet]))
        assert statuses(read_all(sock)) == [204]


def test_a_large_upload_comes_back(port: int) -> None:
    body = bytes(range(256)) * 40_000
    head = get(b"/echo", CLOSE, b"Content-Length: %d" % len(body), method=b"POST")
    assert content(ask(port, head + body)) == body


def test_half_close_still_gets_the_response(port: int) -> None:
    with connect(port) as sock:
        sock.sendall(get(b"/big"))
        sock.shutdown(socket.SHUT_WR)
        assert len(content(read_all(sock))) == 400_000


def test_fin_without_a_request_is_answered_by_fin(port: int) -> None:
    with connect(port) as sock:
        sock.shutdown(socket.SHUT_WR)
        assert read_all(sock) == b""


def test_a_refusal_survives_unread_octets(port: int) -> None:
    with connect(port) as sock:
        sock.sendall(get(b"/echo", b"Content-Length: 50000000", method=b"POST"))
        with contextlib.suppress(ConnectionError):
            sock.sendall(b"x" * 5_000_000)
        sock.shutdown(socket.SHUT_WR)
        assert statuses(read_all(sock)) == [413]


def test_resets_and_slow_readers_harm_nobody(port: int) -> None:
    with connect(port) as slow:
        slow.sendall(get(b"/big") * 50)
        for octets in (b"", b"GET", get(), get(b"/big") * 20):
            sock = connect(port)
            sock.sendall(octets)
            reset(sock)
        assert statuses(ask(port, SENTINEL)) == [204]


def test_200_connections_at_once(port: int) -> None:
    with contextlib.ExitStack() as stack:
        socks = [stack.enter_context(connect(port)) for _ in range(200)]
        for sock in socks:
            sock.sendall(b"GET / HT")
        for sock in socks:
            sock.sendall(b"TP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        assert [statuses(read_all(sock)) for sock in socks] == [[200]] * 200


def test_a_silent_peer_is_told_and_dropped(shell: str) -> None:
    class Impatient(HttpServer):
        patience = 0.05

    with running(shell, lambda: Impatient(demo_site(), lambda: NOW)) as port:
        assert statuses(ask(port, b"GET")) == [408]
        assert ask(port, b"") == b""


def test_a_core_without_patience_waits(shell: str) -> None:
    expired = threading.Event()

    class Patient(Connection):
        patience = None

        def run(self) -> Wait:
            try:
                self.send((yield from self.read_exactly(1)))
            except TimedOut:
                expired.set()

    with running(shell, Patient) as port:
        assert ask(port, b"x") == b"x"
    assert not expired.is_set()


def test_a_core_may_speak_first(shell: str) -> None:
    class Greeting(Connection):
        def run(self) -> Wait:
            self.send(b"hello")
            yield from self.flush()

    with running(shell, Greeting) as port:
        assert ask(port, b"") == b"hello"


def test_stopping_closes_open_connections(shell: str) -> None:
    with running(shell) as port:
        sock = connect(port)
        sock.sendall(get(b"/204"))
        assert statuses(sock.recv(65536)) == [204]
    with sock, contextlib.suppress(ConnectionError):
        assert sock.recv(1) == b""


def test_the_end_of_the_peer_is_told_once(shell: str) -> None:
    class Waits(Connection):
        patience = 0.05
        calls = 0

        def receive(self, octets: bytes) -> None:
            self.calls += 1
            super().receive(octets)

        def run(self) -> Wait:
            try:
                while True:
                    yield
            except TimedOut:
                self.send(b"%d" % self.calls)

    with running(shell, Waits) as port, connect(port) as sock:
        sock.shutdown(socket.SHUT_WR)
        assert read_all(sock) == b"1"


def test_stopping_ends_a_core_that_waits_after_the_end_of_its_peer(shell: str) -> None:
    class StaysOpen(Connection):
        patience = None

        def run(self) -> Wait:
            self.send(b"hello")
            while True:
                yield

    with running(shell, StaysOpen) as port:
        sock = connect(port)
        sock.shutdown(socket.SHUT_WR)
        assert sock.recv(5) == b"hello"
    sock.close()
