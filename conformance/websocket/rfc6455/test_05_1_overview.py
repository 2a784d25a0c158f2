"""RFC 6455 §5.1  Overview"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
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

section = RFC6455.section("5.1", "Overview")

UNMASKED_FRAMES = section.must(
    "unmasked-frame",
    role=SERVER,
    text="Close the connection on a frame that is not masked.",
    hint="Look at the first bit of the second octet of every frame, control frames too.",
)

UNMASKED_ONES = {
    "text": frame(TEXT, b"Hello", mask=UNMASKED),
    "empty-text": frame(TEXT, mask=UNMASKED),
    "first-fragment": frame(TEXT, b"Hel", fin=False, mask=UNMASKED),
    "continuation": frame(TEXT, b"Hel", fin=False) + frame(CONTINUATION, b"lo", mask=UNMASKED),
    "text-of-126": frame(TEXT, b"*" * 126, mask=UNMASKED),
    "binary": frame(BINARY, b"Hello", mask=UNMASKED),
    "empty-binary": frame(BINARY, mask=UNMASKED),
    "ping": frame(PING, b"Hello", mask=UNMASKED),
    "empty-ping": frame(PING, mask=UNMASKED),
    "ping-amid-fragments": frame(TEXT, b"Hel", fin=False) + frame(PING, b"Hello", mask=UNMASKED),
    "pong": frame(PONG, b"Hello", mask=UNMASKED),
    "close": frame(CLOSE, close_payload(1000), mask=UNMASKED),
    "after-a-masked-one": frame(TEXT, b"Hello") + frame(TEXT, b"Hello", mask=UNMASKED),
}


@verifies(UNMASKED_FRAMES)
@pytest.mark.parametrize("octets", UNMASKED_ONES.values(), ids=UNMASKED_ONES)
def test_an_unmasked_frame_closes_the_connection(websocket: WebSocket, octets: bytes) -> None:
    assert websocket.fails(octets)


OWN_FRAMES_UNMASKED = section.must_not(
    "own-frames-unmasked",
    role=SERVER,
    text="Do not mask the frames that a server sends.",
    hint="Only clients mask: the bit before the length is 0, and no key follows.",
)


@verifies(OWN_FRAMES_UNMASKED)
def test_a_server_does_not_mask(conversations: Conversations) -> None:
    def unmasked(frame: Frame) -> str | None:
        return "it is masked" if frame.masked else None

    conversations.each_frame(unmasked)
