"""RFC 6455 §7.1.7  Fail the WebSocket Connection"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Garbage
from conformance.model import SERVER, not_applicable
from conformance.websocket.exchange import Exchange
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc6455.test_05_5_1_close import CLOSE_TCP as CLOSE_TCP_AT_ONCE
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Frame, close_payload, frame

section = RFC6455.section("7.1.7", "Fail the WebSocket Connection")

BEGUN = frame(TEXT, b"Hel", fin=False)
FRAMING = {
    "reserved-bit-1": frame(TEXT, b"Hello", rsv=4),
    "reserved-bit-2": frame(TEXT, b"Hello", rsv=2),
    "reserved-bit-3": frame(TEXT, b"Hello", rsv=1),
    "reserved-bits-of-a-ping": frame(PING, b"Hello", rsv=7),
    "reserved-opcode-3": frame(3, b"Hello"),
    "reserved-opcode-11": frame(11, b"Hello"),
    "long-ping": frame(PING, b"*" * 126),
    "long-pong": frame(PONG, b"*" * 126),
    "fragmented-ping": frame(PING, b"Hel", fin=False),
    "fragmented-pong": frame(PONG, b"Hel", fin=False),
}
ASSEMBLY = {
    "continuation-of-nothing": frame(CONTINUATION, b"lo"),
    "text-amid-fragments": BEGUN + frame(TEXT, b"lo"),
    "binary-amid-fragments": BEGUN + frame(BINARY, b"lo"),
}
ENCODING = {
    "not-utf-8": frame(TEXT, b"\xff"),
    "surrogate": frame(TEXT, b"\xed\xa0\x80"),
    "cut-character": frame(TEXT, b"caf\xc3"),
    "not-utf-8-in-fragments": BEGUN + frame(CONTINUATION, b"\xff"),
}

ERRORS = (1007, 1002, 1003, 1008)

SAY_WHY = section.should(
    "close-with-a-code",
    role=SERVER,
    text="Send a Close with an appropriate status code before you close the TCP connection of a failure.",
    hint="Send 1002 if the framing is wrong, 1007 if text is not UTF-8.",
)

CLOSES = {
    "close-with-reserved-bits": frame(CLOSE, close_payload(1000), rsv=7),
    "long-close": frame(CLOSE, close_payload(1000, b"*" * 124)),
    "fragmented-close": frame(CLOSE, close_payload(1000), fin=False),
}


@verifies(SAY_WHY)
@pytest.mark.parametrize("octets", (FRAMING | ASSEMBLY | CLOSES).values(), ids=FRAMING | ASSEMBLY | CLOSES)
def test_a_framing_error_is_called_a_protocol_error(websocket: WebSocket, octets: bytes) -> None:
    seen = require_failure(websocket, octets)
    if octets in CLOSES.values() and seen.close and seen.close.code == 1000:
        not_applicable("the target takes this Close for a good one, which cases of §5.2 and §5.5 judge")
    assert seen.close
    assert seen.close.code in (1002, 1003, 1008, 1009 if len(octets) > 125 else 1002)


ENDINGS = {
    "close-of-one-octet": frame(CLOSE, b"\x03"),
    "close-reason-not-utf-8": frame(CLOSE, close_payload(1000, b"\xff")),
    "close-reason-surrogate": frame(CLOSE, close_payload(1000, b"\xed\xa0\x80")),
    "close-reason-overlong": frame(CLOSE, close_payload(1000, b"\xc0\xaf")),
    "close-reason-cut": frame(CLOSE, close_payload(1000, b"\xe2\x82")),
    "close-reason-continuation": frame(CLOSE, close_payload(1000, b"\x80")),
}


@verifies(SAY_WHY)
@pytest.mark.parametrize("octets", ENCODING.values(), ids=ENCODING)
def test_an_encoding_error_is_called_one(websocket: WebSocket, octets: bytes) -> None:
    seen = require_failure(websocket, octets)
    assert seen.close
    assert seen.close.code in ERRORS


@verifies(SAY_WHY)
@pytest.mark.parametrize("octets", ENDINGS.values(), ids=ENDINGS)
def test_a_close_is_not_refused_without_a_word(websocket: WebSocket, octets: bytes) -> None:
    seen = require_failure(websocket, octets)
    if seen.close and seen.close.code not in ERRORS:
        not_applicable("the target does not refuse this Close, which other cases judge")
    assert seen.close


PROCESS_NOTHING_MORE = section.must_not(
    "process-nothing-more",
    role=SERVER,
    text="Once the connection is to be failed, process nothing more of what the client sent.",
    hint="Leave the loop that reads frames; what is in the buffer is dropped.",
)


@verifies(PROCESS_NOTHING_MORE)
@pytest.mark.parametrize("octets", FRAMING.values(), ids=FRAMING)
def test_frames_after_a_framing_error_have_no_effect(websocket: WebSocket, octets: bytes) -> None:
    websocket.require_no_pushes()
    seen = require_failure(websocket, octets + frame(TEXT, b"after"))
    assert not seen.answered
    assert Frame(TEXT, b"after") not in seen.messages
    assert not isinstance(websocket.what_follows(), Garbage)


CLOSE_TCP = section.must(
    "close-tcp",
    role=SERVER,
    text="To fail the connection is to close the TCP connection.",
    hint="After the Close, close the socket, whether or not the client answers.",
    rests_on=(CLOSE_TCP_AT_ONCE,),
)


@verifies(CLOSE_TCP)
@pytest.mark.parametrize("octets", (FRAMING | ASSEMBLY | ENCODING).values(), ids=FRAMING | ASSEMBLY | ENCODING)
def test_a_failed_connection_is_closed_when_the_client_agrees(websocket: WebSocket, octets: bytes) -> None:
    """A server that waits for the client's Close first, as it need not, gets it."""
    require_failure(websocket, octets)
    websocket.send_close(1000)
    assert isinstance(websocket.how_it_ends(), Closed)


def require_failure(websocket: WebSocket, octets: bytes) -> Exchange:
    """What comes where the target fails the connection; that it does so is another case's business."""
    seen = websocket.exchange(octets)
    return seen if seen.failed else not_applicable("the target does not fail the connection here")
