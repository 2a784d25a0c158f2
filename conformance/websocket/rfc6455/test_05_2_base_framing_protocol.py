"""RFC 6455 §5.2  Base Framing Protocol"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT, SENDER, SERVER
from conformance.websocket.handshake import Conversation
from conformance.websocket.helpers.twins import is_read_in_pieces
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Frame, frame

section = RFC6455.section("5.2", "Base Framing Protocol")

IN_A_MESSAGE = frame(TEXT, b"Hel", fin=False)

RESERVED_OPCODES = section.must(
    "reserved-opcodes",
    role=SERVER,
    text="Fail the connection on a frame whose opcode is reserved.",
    hint="Only 0, 1, 2, 8, 9 and 10 mean anything: answer the others with a Close of 1002, and close.",
)


@verifies(RESERVED_OPCODES)
@pytest.mark.parametrize("opcode", [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
@pytest.mark.parametrize("payload", [b"", b"Hello"])
def test_a_reserved_opcode_fails_the_connection(websocket: WebSocket, opcode: int, payload: bytes) -> None:
    assert websocket.fails(frame(opcode, payload))


@verifies(RESERVED_OPCODES)
@pytest.mark.parametrize("opcode", [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
def test_a_reserved_opcode_amid_fragments_fails_the_connection(websocket: WebSocket, opcode: int) -> None:
    assert websocket.fails(IN_A_MESSAGE + frame(opcode, b"Hello"))


@verifies(RESERVED_OPCODES)
@pytest.mark.parametrize("opcode", [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
def test_a_reserved_opcode_in_a_first_fragment_fails_the_connection(websocket: WebSocket, opcode: int) -> None:
    assert websocket.fails(frame(opcode, b"Hello", fin=False))


@verifies(RESERVED_OPCODES)
@pytest.mark.parametrize("opcode", [3, 5, 7, 11, 15])
def test_a_reserved_opcode_after_a_good_message_fails_the_connection(websocket: WebSocket, opcode: int) -> None:
    assert websocket.fails(frame(TEXT, b"Hello") + frame(opcode, b"Hello"))


RESERVED_BITS = section.must(
    "reserved-bits",
    role=SERVER,
    text="Fail the connection on a frame with a reserved bit set that no agreed extension gives a meaning.",
    hint="Check the three bits after FIN as soon as the first octet is read.",
)


@verifies(RESERVED_BITS)
@pytest.mark.cause
@pytest.mark.parametrize("opcode", [TEXT, BINARY, CLOSE, PING, PONG])
@pytest.mark.parametrize("rsv", [1, 2, 3, 4, 5, 6, 7])
def test_a_reserved_bit_fails_the_connection(websocket: WebSocket, opcode: int, rsv: int) -> None:
    assert websocket.fails(frame(opcode, b"\x03\xe8Hello", rsv=rsv))


@verifies(RESERVED_BITS)
@pytest.mark.parametrize("rsv", [1, 2, 3, 4, 5, 6, 7])
def test_a_reserved_bit_of_a_continuation_fails_the_connection(websocket: WebSocket, rsv: int) -> None:
    assert websocket.fails(IN_A_MESSAGE + frame(CONTINUATION, b"lo", rsv=rsv))


@verifies(RESERVED_BITS)
@pytest.mark.parametrize("rsv", [1, 2, 3, 4, 5, 6, 7])
def test_a_reserved_bit_of_a_first_fragment_fails_the_connection(websocket: WebSocket, rsv: int) -> None:
    assert websocket.fails(frame(TEXT, b"Hel", fin=False, rsv=rsv))


@verifies(RESERVED_BITS)
@pytest.mark.parametrize("opcode", [TEXT, BINARY, PING, PONG], ids=["text", "binary", "ping", "pong"])
@pytest.mark.parametrize("rsv", [1, 2, 4])
def test_a_reserved_bit_of_an_empty_frame_fails_the_connection(websocket: WebSocket, opcode: int, rsv: int) -> None:
    assert websocket.fails(frame(opcode, rsv=rsv))


EVERY_LENGTH = section.implied(
    "every-length",
    role=SERVER,
    text="Take messages of any length, in each of the three ways in which a length is written.",
    hint="Read two more octets of length after 126, eight after 127, both in network byte order.",
)


@verifies(EVERY_LENGTH)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("size", [0, 1, 124, 125, 126, 127, 128, 255, 256, 65535, 65536, 65537])
def test_a_message_of_any_length_is_delivered(websocket: WebSocket, opcode: int, size: int) -> None:
    assert websocket.delivers(frame(opcode, b"*" * size), Frame(opcode, b"*" * size))


@verifies(EVERY_LENGTH)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
def test_no_octet_of_a_length_is_dropped(websocket: WebSocket, opcode: int) -> None:
    """The target refuses the length, or waits for as many octets. If it takes it for 65536, it answers the ping."""
    assert not websocket.exchange(frame(opcode, b"*" * 65536, length=(1 << 32) + 65536)).answered


SHORTEST_LENGTH = section.must(
    "shortest-length",
    role=SENDER,
    text="Write the length of a payload in the fewest octets.",
    hint="Up to 125 in the first octet, up to 65535 in two more, only then in eight.",
)


@verifies(SHORTEST_LENGTH)
def test_lengths_are_written_in_the_fewest_octets(conversations: Conversations) -> None:
    conversations.each_frame(fewest)


@verifies(SHORTEST_LENGTH)
@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535])
def test_the_length_of_an_echo_is_written_in_the_fewest_octets(websocket: WebSocket, size: int) -> None:
    websocket.require_echo()
    assert websocket.delivers(frame(BINARY, b"*" * size), Frame(BINARY, b"*" * size))
    assert not [one for one in websocket.conversation.frames if fewest(one)]


def fewest(frame: Frame) -> str | None:
    needed = 1 if frame.size < 126 else 3 if frame.size < 1 << 16 else 9
    return f"{frame.size} octets in {frame.form} octets of length" if frame.form != needed else None


OWN_RESERVED_BITS = section.must(
    "own-reserved-bits",
    role=SENDER,
    text="Send frames whose reserved bits are 0, unless an agreed extension gives them a meaning.",
    hint="Without an extension, the first octet of a frame is FIN and the opcode.",
)


@verifies(OWN_RESERVED_BITS)
def test_reserved_bits_are_zero_without_an_extension(conversations: Conversations) -> None:
    def bits(conversation: Conversation) -> str | None:
        if conversation.response.values("Sec-WebSocket-Extensions"):
            return None
        return next((f"reserved bits {one.rsv} in {one}" for one in conversation.frames if one.rsv), None)

    conversations.each(bits)


LENGTH_BELOW_2_63 = section.implied(
    "length-below-2-63",
    role=RECIPIENT,
    text="Refuse a length of eight octets whose most significant bit is not 0: no frame is that long.",
    hint="Check the length before you wait for the payload, or allocate it.",
)


@verifies(LENGTH_BELOW_2_63)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("length", [1 << 63, (1 << 63) + 5, (1 << 64) - 1], ids=["2-63", "2-63-and-5", "2-64-less-1"])
def test_a_length_of_2_63_and_more_fails_the_connection(websocket: WebSocket, opcode: int, length: int) -> None:
    assert websocket.fails(frame(opcode, b"Hello", length=length))


@verifies(LENGTH_BELOW_2_63)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
def test_the_first_bit_of_a_length_is_not_dropped(websocket: WebSocket, opcode: int) -> None:
    """Without this bit, the length is valid, and so many octets follow."""
    assert websocket.fails(frame(opcode, b"*" * 65536, length=(1 << 63) + 65536))


ANY_SEGMENTS = section.implied(
    "any-segments",
    role=RECIPIENT,
    text="Read frames from a stream: a frame may come in pieces, and several frames may come at once.",
    hint="Keep what a read gave in a buffer, and take a frame out of it only when all its octets are there.",
)

CUTS = {
    "after-the-first-octet": (5, 1),
    "before-the-key": (5, 2),
    "within-the-key": (5, 4),
    "before-the-payload": (5, 6),
    "before-the-last-octet": (5, 10),
    "before-a-length-of-two-octets": (300, 2),
    "within-a-length-of-two-octets": (300, 3),
    "within-the-key-after-two-octets": (300, 6),
    "within-a-payload-of-300": (300, 99),
    "before-a-length-of-eight-octets": (65536, 2),
    "within-a-length-of-eight-octets": (65536, 7),
    "within-the-key-after-eight-octets": (65536, 12),
    "within-a-payload-of-65536": (65536, 40000),
}


@verifies(ANY_SEGMENTS)
@pytest.mark.parametrize(("size", "at"), CUTS.values(), ids=CUTS)
def test_a_frame_in_two_pieces_is_read(websocket: WebSocket, size: int, at: int) -> None:
    octets = frame(TEXT, b"*" * size)
    assert is_read_in_pieces(websocket, Frame(TEXT, b"*" * size), octets[:at], octets[at:])


@verifies(ANY_SEGMENTS)
def test_a_frame_octet_by_octet_is_read(websocket: WebSocket) -> None:
    websocket.keep_segments()
    websocket.send_in_pieces(*(bytes([octet]) for octet in frame(TEXT, b"Hello")))
    assert websocket.delivers(b"", Frame(TEXT, b"Hello"))


@verifies(ANY_SEGMENTS)
@pytest.mark.parametrize("size", [997, 8192, 20000])
def test_a_long_frame_in_many_pieces_is_read(websocket: WebSocket, size: int) -> None:
    payload = bytes(range(256)) * 80
    octets = frame(BINARY, payload)
    pieces = [octets[at : at + size] for at in range(0, len(octets), size)]
    assert is_read_in_pieces(websocket, Frame(BINARY, payload), *pieces)


@verifies(ANY_SEGMENTS)
@pytest.mark.parametrize("count", [2, 3, 50, 300])
def test_several_frames_in_one_segment_are_all_read(websocket: WebSocket, count: int) -> None:
    websocket.keep_segments()
    messages = [Frame(TEXT, b"%d" % number) for number in range(count)]
    assert websocket.delivers(b"".join(frame(TEXT, one.payload) for one in messages), *messages)


@verifies(ANY_SEGMENTS)
def test_the_end_of_a_frame_and_the_next_in_one_segment_are_read(websocket: WebSocket) -> None:
    first, second = frame(TEXT, b"Hello"), frame(BINARY, b"*" * 100)
    websocket.keep_segments()
    websocket.send_in_pieces(first[:3], first[3:] + second[:5], second[5:])
    assert websocket.delivers(b"", Frame(TEXT, b"Hello"), Frame(BINARY, b"*" * 100))
