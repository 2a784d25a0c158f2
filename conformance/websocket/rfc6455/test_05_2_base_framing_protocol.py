"""RFC 6455 §5.2  Base Framing Protocol"""

from __future__ import annotations

import pytest

from conformance.harness.plugin import verifies
from conformance.websocket.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, PING, PONG, TEXT, Frame, frame

section = RFC6455.section("5.2", "Base Framing Protocol")

RESERVED_OPCODES = section.must(
    "reserved-opcodes",
    role="server",
    text="Fail the connection on a frame whose opcode is reserved.",
    hint="Only 0, 1, 2, 8, 9 and 10 mean anything: answer the others with a Close of 1002, and close.",
)
RESERVED_BITS = section.must(
    "reserved-bits",
    role="server",
    text="Fail the connection on a frame with a reserved bit set that no agreed extension gives a meaning.",
    hint="Look at the three bits after FIN before anything else of the frame.",
)


@verifies(RESERVED_OPCODES)
@pytest.mark.parametrize("opcode", [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
@pytest.mark.parametrize("payload", [b"", b"Hello"])
def test_a_reserved_opcode_fails_the_connection(websocket: WebSocket, opcode: int, payload: bytes) -> None:
    assert websocket.fails(frame(opcode, payload))


@verifies(RESERVED_BITS)
@pytest.mark.parametrize("opcode", [TEXT, BINARY, PING, PONG])
@pytest.mark.parametrize("rsv", [1, 2, 3, 4, 5, 6, 7])
def test_a_reserved_bit_fails_the_connection(websocket: WebSocket, opcode: int, rsv: int) -> None:
    assert websocket.fails(frame(opcode, b"Hello", rsv=rsv))


EVERY_LENGTH = section.implied(
    "every-length",
    role="server",
    text="Take messages of any length, in each of the three ways in which a length is written.",
    hint="126 announces two more octets of length, 127 eight, both in network byte order.",
)


@verifies(EVERY_LENGTH)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("size", [0, 1, 124, 125, 126, 127, 128, 255, 256, 65535, 65536, 65537])
def test_a_message_of_any_length_is_delivered(websocket: WebSocket, opcode: int, size: int) -> None:
    assert websocket.delivers(frame(opcode, b"*" * size), Frame(opcode, b"*" * size))


SHORTEST_LENGTH = section.must(
    "shortest-length",
    role="sender",
    text="Write the length of a payload in the fewest octets.",
    hint="Up to 125 in the first octet, up to 65535 in two more, only then in eight.",
)


@verifies(SHORTEST_LENGTH)
def test_lengths_are_written_in_the_fewest_octets(conversations: Conversations) -> None:
    def fewest(frame: Frame) -> str | None:
        needed = 1 if frame.size < 126 else 3 if frame.size < 1 << 16 else 9
        return f"{frame.size} octets in {frame.form} octets of length" if frame.form != needed else None

    conversations.each_frame(fewest)
