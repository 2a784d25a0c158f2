"""Liars, driven by hand: no sockets, but where a connection is reset."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import pytest

from conformance.websocket.wire import PING, PONG, TEXT, UNMASKED, frame
from reference_impls.sansio import HIGH_WATER, Connection
from tests.endless import ENDLESS
from tests.endless import http as endless_http
from tests.endless import websocket as endless_websocket
from tests.endless.dns import HOSTILE
from tests.liars import LIES, http, liar_core, lying, websocket
from tests.liars.liar import AnyLiar, Liar

GET = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n"
GET_AND_CLOSE = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\nConnection: close\r\n\r\n"
HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
OFFERING = HANDSHAKE.replace(b"\r\n\r\n", b"\r\nSec-WebSocket-Protocol: chat\r\n\r\n")
BASELINE_PING = frame(PING, b"hello:0123456789abcdef")
SWITCHED = b"HTTP/1.1 101 Switching Protocols\r\n"


def core_of(lie: type[Liar], *, shameless: bool = False) -> Connection:
    core: Connection = liar_core(lie, shameless=shameless)()
    assert not core.to_send()
    return core


def answer(core: Connection, octets: bytes) -> bytes:
    """What a core sends for octets that arrive together."""
    core.receive(octets)
    return b"".join(iter(core.to_send, b""))


def test_a_liar_of_http_is_honest_to_one_plain_request() -> None:
    core = core_of(http.Mirrors)
    assert answer(core, GET).startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer(core, GET) == GET


def test_a_liar_of_http_closes_when_it_was_honestly_asked_to() -> None:
    core = core_of(http.Mirrors)
    assert answer(core, GET_AND_CLOSE).startswith(b"HTTP/1.1 200 OK\r\n")
    assert core.closing


def test_a_liar_about_frames_is_honest_until_the_ping_of_the_baseline() -> None:
    core = core_of(websocket.Mirrors)
    assert answer(core, OFFERING).startswith(SWITCHED)
    assert answer(core, BASELINE_PING) == frame(PONG, b"hello:0123456789abcdef", mask=UNMASKED)
    assert answer(core, frame(TEXT, b"a")) == frame(TEXT, b"a")
    assert answer(core, BASELINE_PING) == BASELINE_PING


def test_a_liar_about_handshakes_serves_honestly_after_a_plain_one() -> None:
    core = core_of(websocket.Refuses)
    assert answer(core, HANDSHAKE).startswith(SWITCHED)
    assert answer(core, frame(PING, b"a")) == frame(PONG, b"a", mask=UNMASKED)
    assert answer(core, b"") == b""
    assert core.closing


def test_a_liar_about_handshakes_lies_about_all_others() -> None:
    core = core_of(websocket.Refuses)
    assert answer(core, OFFERING).startswith(b"HTTP/1.1 400 ")
    assert core.closing


@pytest.mark.parametrize(
    ("lie", "octets"), [(http.Mirrors, GET), (websocket.Mirrors, HANDSHAKE)], ids=["http", "websocket"]
)
def test_a_shameless_liar_lies_from_its_first_octet(lie: type[Liar], octets: bytes) -> None:
    assert answer(core_of(lie, shameless=True), octets) == octets


def test_one_octet_after_the_other_drips_until_the_other_end_hangs_up() -> None:
    core = core_of(endless_http.Drips, shameless=True)
    first = endless_http.Drips.first
    assert answer(core, GET) == first + b"X"
    assert core.patience == endless_http.Drips.pause
    core.expire()
    assert core.to_send() == b":"
    assert answer(core, b"") == b""
    assert core.closing


@pytest.mark.parametrize("lie", [endless_http.FieldLines, endless_websocket.Messages], ids=["http", "websocket"])
def test_what_never_stops_is_made_as_it_is_read(lie: type[Liar]) -> None:
    core = core_of(lie, shameless=True)
    core.receive(GET)
    assert all(HIGH_WATER < len(core.to_send()) < 2 * HIGH_WATER for _ in range(10))


@contextlib.contextmanager
def connected(lie: type[Liar], octets: bytes, *, shameless: bool = False) -> Iterator[socket.socket]:
    """A connection to a liar, on which octets have been sent."""
    with lying(lie, shameless=shameless) as url, socket.create_connection((url.host, url.port), 10) as sock:
        sock.sendall(octets)
        yield sock


@pytest.mark.parametrize(
    ("lie", "octets"), [(http.Resets, GET), (websocket.Resets, HANDSHAKE)], ids=["http", "websocket"]
)
def test_a_connection_is_reset_over_sockets(lie: type[Liar], octets: bytes) -> None:
    with connected(lie, octets, shameless=True) as sock, pytest.raises(ConnectionResetError):
        sock.recv(1)


def test_a_liar_that_resets_ends_an_honest_exchange_with_fin() -> None:
    with connected(http.Resets, GET_AND_CLOSE) as sock, sock.makefile("rb") as answered:
        assert answered.read().startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_liar_is_called_after_its_class() -> None:
    assert websocket.ClosesWithAnError.name == "closes_with_an_error"


def test_no_liar_is_forgotten() -> None:
    """Those that others are derived from tell no lie of their own."""
    known = [*LIES.values(), *ENDLESS.values(), HOSTILE]
    assert {lie for lies in known for lie in lies} == set(leaves(AnyLiar))


def leaves(kind: type[AnyLiar]) -> Iterator[type[AnyLiar]]:
    for derived in kind.__subclasses__():
        yield from leaves(derived)
    if not kind.__subclasses__():
        yield kind
