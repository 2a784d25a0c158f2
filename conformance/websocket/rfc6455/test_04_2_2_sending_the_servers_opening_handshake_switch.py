"""RFC 6455 §4.2.2  Sending the Server's Opening Handshake: the switch from HTTP to frames"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Garbage, Response, Silent
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, TEXT, close_payload, frame

section = RFC6455.section("4.2.2", "Sending the Server's Opening Handshake")

VALID_HTTP = section.must(
    "valid-http",
    role=SERVER,
    text="What accepts the connection is valid HTTP/1.1: lines end in CRLF, and no field frames content.",
    hint="Send `HTTP/1.1 101 Switching Protocols`, and neither Content-Length nor Transfer-Encoding (RFC 9110 §8.6, "
    "RFC 9112 §6.1).",
)


@verifies(VALID_HTTP)
@pytest.mark.parametrize("name", ["Content-Length", "Transfer-Encoding"])
def test_the_101_frames_no_content(conversations: Conversations, name: str) -> None:
    conversations.each(lambda one: f"{name} in a 101" if one.response.values(name) else None)


@verifies(VALID_HTTP)
def test_the_101_is_of_http_1_1(conversations: Conversations) -> None:
    """Neither a 101 nor Upgrade is known to HTTP/1.0 (RFC 9110 §7.8, §15.2)."""
    conversations.each(lambda one: None if one.response.version >= (1, 1) else "it is not of HTTP/1.1")


@verifies(VALID_HTTP)
def test_the_lines_of_the_101_end_in_crlf(conversations: Conversations) -> None:
    """Clients may read a bare LF as a line end, but need not (RFC 9112 §2.2)."""
    conversations.each(lambda one: "a bare LF" if b"\n" in one.response.head.replace(b"\r\n", b"") else None)


EARLY = {
    "text": frame(TEXT, b"early"),
    "ping": frame(PING, b"early"),
    "binary": frame(BINARY, b"\x00early"),
    "two-fragments": frame(TEXT, b"ea", fin=False) + frame(CONTINUATION, b"rly"),
}

NOTHING_BEFORE = section.implied(
    "nothing-before-the-101",
    role=SERVER,
    text="Send no frame before the 101, whatever came with the request.",
    hint="Queue the 101 before you look at what follows the request.",
)

EARLY_ENDS = {
    "close": frame(CLOSE, close_payload(1000)),
    "invalid": frame(3, b"early"),
    "partial": frame(TEXT, b"e")[:-1],
}


@verifies(NOTHING_BEFORE)
@pytest.mark.parametrize("early", [*EARLY, *EARLY_ENDS])
def test_what_comes_first_is_the_answer(handshake: Handshake, early: str) -> None:
    answer = handshake.answer(handshake.fill(REQUEST) + (EARLY | EARLY_ENDS)[early])
    assert isinstance(answer, Response | Closed)


NO_LONGER_HTTP = section.implied(
    "no-longer-http",
    role=SERVER,
    text="After the 101 an HTTP request is frames, and wrong ones: the connection fails, and no response comes.",
    hint="After the 101, give no more octets of this connection to the HTTP parser.",
)


@verifies(NO_LONGER_HTTP)
def test_a_second_request_is_not_answered(handshake: Handshake) -> None:
    opened = handshake.opens()
    # taken for a frame, it is one of 69 octets without a mask: it is sent whole, for whoever judges whole frames
    second = handshake.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: " + b"b" * 80 + b"\r\n\r\n")
    assert opened
    if isinstance(second, Silent):
        not_applicable("the target does not answer it; that wrong frames end the connection is RFC 6455 §5.1 and §5.2")
    assert isinstance(second, Closed | Garbage)  # an end, or a Close, which is no HTTP


NO_DESYNC = section.robustness(
    "early-frames-hang-nothing",
    role=SERVER,
    text="Frames that come before the 101, against the rules, may be refused or processed, but hang nothing.",
    hint="Pass the octets that the HTTP parser has read beyond the request to the frame parser.",
)


@verifies(NO_DESYNC)
@pytest.mark.parametrize("early", EARLY)
def test_early_frames_hang_nothing(handshake: Handshake, early: str) -> None:
    answer = handshake.answer(handshake.fill(REQUEST) + EARLY[early])
    assert not isinstance(answer, Silent)
    if answer.status == 101:
        websocket = WebSocket(handshake.attempt, handshake=handshake)
        websocket.note_pings(EARLY[early])
        seen = websocket.exchange(b"")
        assert seen.open or seen.failed


UNAVAILABLE = section.must(
    "unavailable-service",
    role=SERVER,
    text="Refuse a handshake for a service that is not available with an HTTP error code.",
    hint="Answer 404.",
    untestable="which paths are services is the server's own business",
)
