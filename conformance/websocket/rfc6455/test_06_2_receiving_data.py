"""RFC 6455 §6.2  Receiving Data"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT, SERVER
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import EVERY_LENGTH
from conformance.websocket.wire import BINARY, CONTINUATION, PING, TEXT, Frame, frame

section = RFC6455.section("6.2", "Receiving Data")

REMOVE_MASKING = section.must(
    "remove-masking",
    role=SERVER,
    text="Remove the masking of data frames: octet i of the payload by octet i modulo 4 of the frame's own key.",
    hint="Start with the first octet of the key at the beginning of each frame, not of each message or each read.",
)

KEYS = {
    "zero": b"\0\0\0\0",
    "ones": b"\xff\xff\xff\xff",
    "all-different": b"\x01\x02\x03\x04",
    "high-bits": b"\x80\x90\xa0\xb0",
    "last-octet": b"\0\0\0\1",
    "first-octet": b"\1\0\0\0",
    "as-a-frame": b"\x88\x00\x89\x00",
}


@verifies(REMOVE_MASKING)
@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_any_masking_key_is_removed(websocket: WebSocket, key: bytes) -> None:
    assert websocket.delivers(frame(TEXT, b"Hello", mask=key), Frame(TEXT, b"Hello"))


KEY = KEYS["all-different"]
SHORT, LONG = (1, 2, 3, 4, 5, 6, 7, 8, 9, 125), (126, 127, 128, 129, 65536, 65537, 65538, 65539)
SIZES = [*SHORT, *(pytest.param(size, marks=pytest.mark.rests_on(EVERY_LENGTH)) for size in LONG)]


@verifies(REMOVE_MASKING)
@pytest.mark.parametrize("size", SIZES)
def test_a_payload_of_any_alignment_is_unmasked(websocket: WebSocket, size: int) -> None:
    payload = (bytes(range(251)) * 262)[:size]
    assert websocket.delivers(frame(BINARY, payload, mask=KEY), Frame(BINARY, payload))


@verifies(REMOVE_MASKING)
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7])
def test_each_fragment_is_unmasked_by_its_own_key(websocket: WebSocket, size: int) -> None:
    first, rest = b"Hello, World!"[:size], b"Hello, World!"[size:]
    octets = frame(TEXT, first, fin=False, mask=KEY) + frame(CONTINUATION, rest, mask=KEYS["high-bits"])
    assert websocket.delivers(octets, Frame(TEXT, b"Hello, World!"))


@verifies(REMOVE_MASKING)
@pytest.mark.parametrize("at", [7, 8, 9, 10])
def test_a_payload_in_pieces_is_unmasked(websocket: WebSocket, at: int) -> None:
    octets = frame(TEXT, b"Hello, World!", mask=KEY)
    websocket.send_in_pieces(octets[:at], octets[at:])
    assert websocket.delivers(b"", Frame(TEXT, b"Hello, World!"))


NEW_MESSAGE = section.must(
    "new-message-after-the-last-fragment",
    role=RECIPIENT,
    text="Take the data frames after the last one of a message for a new message, of a type of its own.",
    hint="Reset the buffer, the type and all other state of the message when a frame with FIN has come.",
)

SEQUENCES = {
    "text-then-binary": [(TEXT, b"Hello", True), (BINARY, b"\xff\xfe", True)],
    "binary-then-text": [(BINARY, b"\xff\xfe", True), (TEXT, b"Hello", True)],
    "fragments-then-text": [(BINARY, b"\xff", False), (CONTINUATION, b"\xfe", True), (TEXT, b"Hello", True)],
    "text-then-fragments": [(TEXT, b"Hello", True), (BINARY, b"\xff", False), (CONTINUATION, b"\xfe", True)],
    "fragments-twice": [
        (TEXT, b"Hel", False),
        (CONTINUATION, b"lo", True),
        (BINARY, b"\xff", False),
        (CONTINUATION, b"", True),
    ],
    "empty-then-text": [(TEXT, b"", True), (TEXT, b"Hello", True)],
}


@verifies(NEW_MESSAGE)
@pytest.mark.parametrize("frames", SEQUENCES.values(), ids=SEQUENCES)
def test_each_message_stands_by_itself(websocket: WebSocket, frames: list[tuple[int, bytes, bool]]) -> None:
    octets = b"".join(frame(opcode, payload, fin=fin) for opcode, payload, fin in frames)
    assert websocket.delivers(octets, *messages_of(frames))


@verifies(NEW_MESSAGE)
@pytest.mark.parametrize("payload", [b"", b"there?"], ids=["empty", "payload"])
def test_a_ping_between_messages_belongs_to_none(websocket: WebSocket, payload: bytes) -> None:
    octets = frame(TEXT, b"Hel") + frame(PING, payload) + frame(TEXT, b"lo")
    assert websocket.delivers(octets, Frame(TEXT, b"Hel"), Frame(TEXT, b"lo"))


def messages_of(frames: list[tuple[int, bytes, bool]]) -> list[Frame]:
    """What the frames are when they are joined."""
    messages: list[Frame] = []
    for opcode, payload, _ in frames:
        begun = messages.pop() if opcode == CONTINUATION else Frame(opcode)
        messages.append(Frame(begun.opcode, begun.payload + payload))
    return messages
