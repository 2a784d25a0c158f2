"""RFC 7692 §6.2  Decompression"""

from __future__ import annotations

import random

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.deflating import Deflating
from conformance.websocket.rfc7692 import RFC7692
from conformance.websocket.wire import BINARY, CONTINUATION, RSV1, TEXT, Frame, frame

section = RFC7692.section("6.2", "Decompression")

COMPRESSED = section.must(
    "compressed-message",
    role=SERVER,
    text="Deliver a compressed message decompressed.",
    hint="RSV1 on the first frame of a message says that all of it is compressed.",
)

PAYLOADS = {
    "empty": b"",
    "one octet": b"!",
    "short": b"Hello",
    "repetitive": b"many a time and oft " * 3000,
    "digits": random.Random(1).randbytes(5000).hex().encode(),
}


@verifies(COMPRESSED)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_compressed_message_is_delivered(deflating: Deflating, payload: bytes, opcode: int) -> None:
    assert deflating.delivers(deflating.compressed(opcode, payload), Frame(opcode, payload))


@verifies(COMPRESSED)
def test_octets_that_cannot_be_made_fewer_are_delivered(deflating: Deflating) -> None:
    noise = random.Random(2).randbytes(65536)
    assert deflating.delivers(deflating.compressed(BINARY, noise), Frame(BINARY, noise))


@verifies(COMPRESSED)
def test_an_empty_message_among_others_is_delivered(deflating: Deflating) -> None:
    messages = [Frame(TEXT, text) for text in (b"before", b"", b"", b"after")]
    octets = [deflating.compressed(TEXT, one.payload) for one in messages]
    assert deflating.delivers(b"".join(octets), *messages)


JOINED = section.must(
    "joined-before-decompression",
    role=SERVER,
    text="Join the payloads of the frames of a compressed message, wherever it was cut, and decompress the whole.",
    hint="A cut may fall anywhere in the DEFLATE stream; the tail is put back at the end of the message only.",
)

MESSAGE = b"Cut this where you will, where you will, where you will."


@verifies(JOINED)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 20])
def test_a_compressed_message_may_be_cut_anywhere(deflating: Deflating, size: int, opcode: int) -> None:
    octets = deflating.deflater.message(MESSAGE)
    parts = [octets[at : at + size] for at in range(0, len(octets), size)]
    assert deflating.delivers(fragments(opcode, parts), Frame(opcode, MESSAGE))


@verifies(JOINED)
@pytest.mark.parametrize("empty", ["first", "middle", "last"])
def test_a_fragment_of_a_compressed_message_may_be_empty(deflating: Deflating, empty: str) -> None:
    octets = deflating.deflater.message(MESSAGE)
    parts = [octets[:9], octets[9:]]
    parts.insert(["first", "middle", "last"].index(empty), b"")
    assert deflating.delivers(fragments(TEXT, parts), Frame(TEXT, MESSAGE))


@verifies(JOINED)
def test_an_empty_block_may_come_at_the_end_of_a_fragment(deflating: Deflating) -> None:
    """§7.2.3.6: the first fragment was flushed, and then there was no more to send."""
    parts = [bytes.fromhex("f248cdc9c907000000ffff"), b"\x00"]
    assert deflating.delivers(fragments(TEXT, parts), Frame(TEXT, b"Hello"))


def fragments(opcode: int, parts: list[bytes]) -> bytes:
    """The frames of a compressed message that is cut into these parts."""
    first = frame(opcode, parts[0], fin=False, rsv=RSV1)
    return first + b"".join(frame(CONTINUATION, part, fin=at == len(parts) - 1) for at, part in enumerate(parts[1:], 1))


UNCOMPRESSED = section.must(
    "uncompressed-message",
    role=SERVER,
    text="Deliver a message without RSV1 as it is, although compression is agreed.",
    hint="A sender chooses for each message whether to compress it.",
)


@verifies(UNCOMPRESSED)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("payload", [b"", b"Hello", bytes.fromhex("004865"), b"*" * 3000], ids=len)
def test_an_uncompressed_message_is_delivered_as_it_is(deflating: Deflating, payload: bytes, opcode: int) -> None:
    assert deflating.delivers(frame(opcode, payload), Frame(opcode, payload))


@verifies(UNCOMPRESSED)
def test_compressed_and_uncompressed_messages_may_alternate(deflating: Deflating) -> None:
    texts = [b"to and fro %d" % number for number in range(10)]
    octets = [frame(TEXT, text) if at % 2 else deflating.compressed(TEXT, text) for at, text in enumerate(texts)]
    assert deflating.delivers(b"".join(octets), *[Frame(TEXT, text) for text in texts])
