"""RFC 6455 §6.1  Sending Data"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SENDER, not_applicable
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, CLOSE, TEXT, Frame, close_payload, frame

section = RFC6455.section("6.1", "Sending Data")

ONLY_WHILE_OPEN = section.must(
    "only-while-open",
    role=SENDER,
    text="Send a message only while the connection is open: not once a Close was received or sent.",
    hint="What follows a Close in the stream is not processed; an answer to it must not be begun.",
)

CLOSINGS = {
    "1000": close_payload(1000),
    "empty": b"",
    "with-a-reason": close_payload(1000, b"bye"),
}


@verifies(ONLY_WHILE_OPEN)
@pytest.mark.parametrize("closing", CLOSINGS.values(), ids=CLOSINGS)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
def test_a_message_after_a_close_is_not_echoed(websocket: WebSocket, opcode: int, closing: bytes) -> None:
    websocket.require_echo()
    seen = websocket.exchange(frame(CLOSE, closing) + frame(opcode, b"late"))
    if seen.close is None:
        not_applicable("the target answers no Close here")
    assert Frame(opcode, b"late") not in seen.messages


RIGHT_TYPE = section.must(
    "right-type",
    role=SENDER,
    text="The opcode of a message's first frame says whether it is text or binary.",
    hint="An echo sends a message back as what it came: text as opcode 1, binary as opcode 2.",
)


@verifies(RIGHT_TYPE)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("payload", [b"", b"Hello", b"*" * 126], ids=["empty", "short", "longer"])
def test_a_message_is_echoed_as_what_it_came(websocket: WebSocket, opcode: int, payload: bytes) -> None:
    websocket.require_echo()
    seen = websocket.exchange(frame(opcode, payload), Frame(opcode, payload))
    if payload not in [message.payload for message in seen.messages]:
        not_applicable("the message does not come back, which other cases judge")
    assert Frame(opcode, payload) in seen.messages


LAST_HAS_FIN = section.must(
    "last-frame-has-fin",
    role=SENDER,
    text="The last frame of a message has FIN.",
    hint="Set the first bit of a message's only, or last, frame.",
)


@verifies(LAST_HAS_FIN)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("size", [0, 5, 126, 65535])
def test_a_message_that_is_echoed_ends(websocket: WebSocket, opcode: int, size: int) -> None:
    websocket.require_echo()
    assert websocket.delivers(frame(opcode, b"*" * size), Frame(opcode, b"*" * size))
