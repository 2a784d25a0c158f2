"""The WebSocket server core, driven without sockets."""

from __future__ import annotations

import pytest

from conformance.websocket.deflate import Deflater, Inflater, deflated
from conformance.websocket.wire import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    UNMASKED,
    Frame,
    close_payload,
    frame,
)
from reference_impls.http.client import HttpClient
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import MessageReader
from reference_impls.websocket.end import WebSocketEnd
from reference_impls.websocket.frames import Framing
from tests.reference.driving import SPLITS, Split, feed, get, status, statuses
from tests.reference.websocket.clients import PMD, exchange, handshake, opened, server

HELLO = frame(TEXT, b"Hello")


def fields(octets: bytes, name: bytes) -> list[bytes]:
    lines = octets.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
    return [line.partition(b": ")[2] for line in lines if line.lower().startswith(name.lower() + b":")]


@pytest.mark.parametrize("split", SPLITS)
def test_the_handshake_of_the_rfc(split: Split) -> None:
    answer = feed(server(), handshake(), split)
    assert status(answer) == 101
    assert fields(answer, b"Sec-WebSocket-Accept") == [b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="]
    assert fields(answer, b"Upgrade") == [b"websocket"]
    assert fields(answer, b"Connection") == [b"upgrade"]
    assert not fields(answer, b"Content-Length") + fields(answer, b"Sec-WebSocket-Extensions")


@pytest.mark.parametrize("split", SPLITS)
def test_frames_may_come_with_the_request(split: Split) -> None:
    answer = feed(server(), handshake() + HELLO + frame(CLOSE, close_payload(1000)), split)
    assert answer.endswith(b"\r\n\r\n\x81\x05Hello\x88\x02\x03\xe8")


@pytest.mark.parametrize(
    ("request_octets", "expected"),
    [
        (get(), 426),
        (get(b"/page"), 200),
        (handshake().replace(b"GET", b"HEAD", 1), 426),
        (handshake().replace(b"HTTP/1.1", b"HTTP/1.0", 1), 426),
        (handshake(version=b"8"), 426),
        (handshake(key=b"c2hvcnQ="), 400),
        (handshake(b"Sec-WebSocket-Key: " + b"A" * 22 + b"=="), 400),
        (handshake(b"Origin: http://allowed.example.evil.example"), 403),
        (handshake(b"Origin: http://ALLOWED.example"), 101),
        (handshake(b"Sec-WebSocket-Protocol: a b"), 400),
        (handshake(b"Sec-WebSocket-Extensions: permessage-deflate;;"), 400),
    ],
)
def test_what_is_no_handshake_gets_another_status(request_octets: bytes, expected: int) -> None:
    assert status(feed(server(), request_octets)) == expected


def test_a_refused_version_is_told_which_is_spoken_and_may_try_again() -> None:
    answer = feed(server(), handshake(version=b"8") + handshake())
    assert statuses(answer) == [426, 101]
    assert fields(answer, b"Sec-WebSocket-Version") == [b"13"]


def test_a_subprotocol_is_one_of_the_offered() -> None:
    answer = feed(server(), handshake(b"Sec-WebSocket-Protocol: Chat, superchat", b"Sec-WebSocket-Protocol: chat"))
    assert fields(answer, b"Sec-WebSocket-Protocol") == [b"superchat"]
    assert not fields(feed(server(), handshake(b"Sec-WebSocket-Protocol: CHAT")), b"Sec-WebSocket-Protocol")


@pytest.mark.parametrize(
    ("offer", "agreed"),
    [
        (b"permessage-deflate", [b"permessage-deflate"]),
        (b"x-foo, permessage-deflate; client_max_window_bits", [b"permessage-deflate"]),
        (
            b'permessage-deflate; server_max_window_bits="10"; server_no_context_takeover',
            [b"permessage-deflate; server_max_window_bits=10; server_no_context_takeover"],
        ),
        (
            b"permessage-deflate; client_no_context_takeover",
            [b"permessage-deflate; client_no_context_takeover"],
        ),
        (b"permessage-deflate; server_max_window_bits=7, permessage-deflate", [b"permessage-deflate"]),
        (b"permessage-deflate; server_max_window_bits=8", [b"permessage-deflate; server_max_window_bits=8"]),
        (b"permessage-deflate; server_max_window_bits=08", []),
        (b"permessage-deflate; server_max_window_bits", []),
        (b"permessage-deflate; client_max_window_bits=16", []),
        (b"permessage-deflate; server_no_context_takeover=1", []),
        (b"permessage-deflate; server_no_context_takeover; server_no_context_takeover", []),
        (b"permessage-deflate; foo", []),
        (b"x-foo", []),
    ],
)
def test_offers_of_compression(offer: bytes, agreed: list[bytes]) -> None:
    answer = feed(server(), handshake(b"Sec-WebSocket-Extensions: " + offer))
    assert (status(answer), fields(answer, b"Sec-WebSocket-Extensions")) == (101, agreed)


@pytest.mark.parametrize("split", SPLITS)
def test_messages_are_echoed_however_they_come(split: Split) -> None:
    octets = frame(TEXT, b"Hel", fin=False) + frame(PING, b"!") + frame(CONTINUATION, "lö".encode())
    octets += frame(BINARY, b"\xff" * 300) + frame(TEXT, b"")
    assert exchange(opened(), octets, split) == [
        Frame(PONG, b"!"),
        Frame(TEXT, "Hellö".encode()),
        Frame(BINARY, b"\xff" * 300),
        Frame(TEXT, b""),
    ]


FAILURES = [
    (frame(TEXT, b"x", mask=UNMASKED), 1002),
    (frame(3), 1002),
    (frame(TEXT, rsv=4), 1002),
    (frame(TEXT, b"x", form=3), 1002),
    (frame(TEXT, b"x", length=1 << 63), 1002),
    (frame(TEXT, b"", length=1 << 40), 1009),
    (frame(PING, b"x" * 126), 1002),
    (frame(PING, fin=False), 1002),
    (frame(CONTINUATION), 1002),
    (frame(TEXT, fin=False) + frame(TEXT), 1002),
    (frame(TEXT, b"\xff", length=5), 1007),
    (frame(TEXT, b"\xed\xa0", length=5), 1007),
    (frame(TEXT, b"\xc3"), 1007),
    (frame(CLOSE, b"\x03"), 1002),
    (frame(CLOSE, close_payload(1005)), 1002),
    (frame(CLOSE, close_payload(1000, b"\xff")), 1007),
]


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(("octets", "code"), FAILURES, ids=range(len(FAILURES)))  # masking keys are random
def test_what_fails_the_connection(octets: bytes, code: int, split: Split) -> None:
    core = opened()
    answer = exchange(core, octets + frame(PING), split)
    assert [one.code for one in answer] == [code]
    assert core.closing


@pytest.mark.parametrize(("payload", "answer"), [(b"", b""), (close_payload(4000, b"why"), close_payload(4000))])
def test_a_close_is_answered_and_nothing_after_it(payload: bytes, answer: bytes) -> None:
    core = opened()
    assert exchange(core, frame(CLOSE, payload) + HELLO) == [Frame(CLOSE, answer)]
    assert core.closing


def test_a_silent_client_is_told_why_it_is_left() -> None:
    core = opened()
    core.expire()
    assert [one.code for one in exchange(core, b"")] == [1001]


@pytest.mark.parametrize("split", SPLITS)
def test_compressed_messages(split: Split) -> None:
    deflater, inflater, core = Deflater(), Inflater(), opened(PMD)
    for payload in (b"Hello", b"Hello", b"", b"\x00" * 5000):
        octets = deflater.message(payload)
        sent = frame(BINARY, octets[:3], fin=False, rsv=4) + frame(PING) + frame(CONTINUATION, octets[3:])
        pong, echo = exchange(core, sent, split)
        assert (pong, echo.rsv, inflater.message(echo.payload)) == (Frame(PONG), 4, payload)
    assert inflater.message(exchange(core, HELLO)[0].payload) == b"Hello"


def test_a_final_block_ends_no_message() -> None:
    core = opened(PMD)
    octets = bytes.fromhex("f348cdc9c9070000")  # RFC 7692 §7.2.3.4
    assert Inflater().message(exchange(core, frame(TEXT, octets, rsv=4))[0].payload) == b"Hello"
    assert len(exchange(core, frame(TEXT, bytes.fromhex("f200110000"), rsv=4))) == 1  # it refers to what was before


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (frame(TEXT, b"\xff\xff\xff", rsv=4), 1007),
        (frame(TEXT, deflated(b"\xff"), rsv=4), 1007),
        (frame(BINARY, deflated(bytes(20 << 20)), rsv=4), 1009),
        (frame(PING, rsv=4), 1002),
        (frame(TEXT, fin=False) + frame(CONTINUATION, rsv=4), 1002),
        (frame(TEXT, rsv=6), 1002),
    ],
    ids=range(6),
)
def test_what_fails_a_connection_with_compression(octets: bytes, code: int) -> None:
    assert [one.code for one in exchange(opened(PMD), octets)] == [code]


@pytest.mark.parametrize("protocol", [HttpServer, HttpClient, MessageReader])
def test_no_decision_about_frames_hides_one_about_http(protocol: type) -> None:
    """Both are mixed into one core: a name used twice would change what the other does."""
    frames = {name for name in (*vars(Framing), *vars(WebSocketEnd)) if not name.startswith("__")}
    assert not {name for name in frames if hasattr(protocol, name)}
