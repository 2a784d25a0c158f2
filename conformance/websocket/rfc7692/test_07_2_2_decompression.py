"""RFC 7692 §7.2.2  Decompression"""

from __future__ import annotations

import random
import zlib

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable
from conformance.websocket.deflate import Inflater, window_of
from conformance.websocket.deflating import Deflating
from conformance.websocket.helpers import blocks
from conformance.websocket.helpers.blocks import EMPTY, HELLO, fixed, literals, look_back, octets, stored
from conformance.websocket.rfc7692 import RFC7692
from conformance.websocket.rfc7692.test_07_2_1_compression import NO_TAKEOVER
from conformance.websocket.wire import BINARY, RSV1, TEXT, Frame, frame

section = RFC7692.section("7.2.2", "Decompression")

CONTEXT = section.must(
    "window-of-the-message-before",
    role=SERVER,
    text="Decompress a message with the window of the one before, unless client_no_context_takeover is agreed.",
    hint="Keep one decompressor for the connection; uncompressed messages do not touch it.",
    rests_on=(NO_TAKEOVER,),
)


@verifies(CONTEXT)
@pytest.mark.parametrize(
    "parameters",
    [b"", b"; server_no_context_takeover", b"; client_max_window_bits", b"; client_no_context_takeover"],
    ids=lambda parameters: parameters.decode().removeprefix("; ") or "none",
)
def test_messages_may_look_back_to_those_before(deflating: Deflating, parameters: bytes) -> None:
    websocket = deflating.reconnect(b"permessage-deflate" + parameters) if parameters else deflating
    texts = [b"number %d of a hundred messages that are much alike" % number for number in range(100)]
    sent = b"".join(websocket.compressed(TEXT, text) for text in texts)
    assert websocket.delivers(sent, *[Frame(TEXT, text) for text in texts])


ONCE_MORE = bytes.fromhex("f200110000")  # §7.2.3.2


@verifies(CONTEXT)
@pytest.mark.parametrize("between", [b"", b"Howdy", b"*" * 40000], ids=len)
def test_an_uncompressed_message_between_does_not_count(deflating: Deflating, between: bytes) -> None:
    require_context_takeover(deflating)
    sent = message(HELLO) + frame(TEXT, between) + message(ONCE_MORE)
    assert deflating.delivers(sent, Frame(TEXT, b"Hello"), Frame(TEXT, between), Frame(TEXT, b"Hello"))


WINDOW = section.must(
    "window-as-large-as-agreed",
    role=SERVER,
    text="Decompress in a window of 32768 octets, or of as many as the agreed client_max_window_bits says.",
    hint="Make the window smaller only where your answer told the client so: what it offered is a hint.",
)

NOISE = random.Random(3).randbytes(32768)


@verifies(WINDOW)
@pytest.mark.parametrize("hint", [None, b"", b"=8", b"=9", b"=12", b"=15"], ids=str)
def test_a_message_may_look_back_as_far_as_agreed(deflating: Deflating, hint: bytes | None) -> None:
    websocket = deflating if hint is None else deflating.reconnect(b"permessage-deflate; client_max_window_bits" + hint)
    size = 1 << window_of(websocket.agreed, b"client_max_window_bits")
    payload = stored(NOISE[:size]) + octets(fixed(look_back(size)), EMPTY)
    assert websocket.delivers(frame(BINARY, payload, rsv=RSV1), Frame(BINARY, NOISE[:size] + NOISE[:3]))


@verifies(WINDOW)
def test_a_message_may_look_back_as_far_to_the_one_before(deflating: Deflating) -> None:
    require_context_takeover(deflating)
    before, after = stored(NOISE) + b"\x00", octets(fixed(look_back(32768)), EMPTY)
    sent = frame(BINARY, before, rsv=RSV1) + frame(BINARY, after, rsv=RSV1)
    assert deflating.delivers(sent, Frame(BINARY, NOISE), Frame(BINARY, NOISE[:3]))


EVERY_BLOCK = section.implied(
    "blocks-of-every-type",
    role=SERVER,
    text="Decompress any number of DEFLATE blocks of any type in a message.",
    hint="Leave it to a DEFLATE library: a sender may use whatever blocks it likes (§7.2.1).",
)


@verifies(EVERY_BLOCK)
@pytest.mark.parametrize(
    "payload",
    [
        stored(b"Hello") + b"\x00",  # §7.2.3.3
        HELLO,
        bytes.fromhex("f24805000000ffffcac9c90700"),  # §7.2.3.5
        stored(b"Hel") + stored(b"lo") + b"\x00",
        stored(b"Hel") + octets(fixed(literals(b"lo")), EMPTY),
        stored(b"") * 20 + stored(b"Hello") + stored(b"") * 20 + b"\x00",
        octets(*(fixed(literals(bytes([one]))) for one in b"Hello"), EMPTY),
    ],
    ids=["stored", "fixed", "two", "two-stored", "stored-fixed", "empty", "one-each"],
)
def test_blocks_of_every_type_are_decompressed(deflating: Deflating, payload: bytes) -> None:
    assert deflating.delivers(message(payload), Frame(TEXT, b"Hello"))


@verifies(EVERY_BLOCK)
@pytest.mark.parametrize("level", [1, 6, 9])
def test_a_block_with_a_code_of_its_own_is_decompressed(deflating: Deflating, level: int) -> None:
    text = random.Random(4).randbytes(500).hex().encode()
    compressor = zlib.compressobj(level, wbits=-15)
    payload = compressor.compress(text) + compressor.flush(zlib.Z_FULL_FLUSH)
    assert deflating.delivers(message(payload[:-4]), Frame(TEXT, text))


FINAL_BLOCK = section.implied(
    "final-blocks",
    role=SERVER,
    text="Go on after a block with BFINAL set: with the block that follows, and with the next message.",
    hint="A decompressor that says that its stream has ended must be made anew for what is left of its input.",
)

FINAL = bytes.fromhex("f348cdc9c9070000")  # §7.2.3.4


@verifies(FINAL_BLOCK)
@pytest.mark.parametrize(
    "payload",
    [FINAL, stored(b"Hello", final=True) + b"\x00", octets(fixed(literals(b"Hello"), final=True)) + b"\x00"],
    ids=["example", "stored", "fixed"],
)
def test_a_final_block_is_decompressed(deflating: Deflating, payload: bytes) -> None:
    assert deflating.delivers(message(payload), Frame(TEXT, b"Hello"))


@verifies(FINAL_BLOCK)
@pytest.mark.parametrize("follows", [FINAL, HELLO, stored(b"Hello") + b"\x00"], ids=["final", "fixed", "stored"])
def test_a_message_after_a_final_block_is_decompressed(deflating: Deflating, follows: bytes) -> None:
    assert deflating.delivers(message(FINAL, follows), Frame(TEXT, b"Hello"), Frame(TEXT, b"Hello"))


@verifies(FINAL_BLOCK)
def test_a_block_after_a_final_block_is_decompressed(deflating: Deflating) -> None:
    payload = stored(b"Hel", final=True) + octets(fixed(literals(b"lo")), EMPTY)
    assert deflating.delivers(message(payload), Frame(TEXT, b"Hello"))


BROKEN = section.implied(
    "broken-data",
    role=SERVER,
    text="Fail the connection on a compressed message that is not DEFLATE.",
    hint="Nothing can be delivered, and what follows depends on it: answer with a Close of 1007, and close.",
)

BROKEN_DATA = {
    "reserved-block-type": octets(blocks.RESERVED_TYPE) + b"Hello",
    "length-that-means-nothing": octets(fixed(literals(b"Hello"), blocks.INVALID_LENGTH), EMPTY),
    "distance-that-means-nothing": octets(fixed(literals(b"Hello"), blocks.INVALID_DISTANCE), EMPTY),
    "before-the-beginning": octets(fixed(literals(b"Hello"), look_back(6)), EMPTY),
    "far-before-the-beginning": octets(fixed(literals(b"Hello"), look_back(32768)), EMPTY),
    "lengths-that-differ": stored(b"Hello", check=6) + b"\x00",
    "impossible-code": b"\x04" + b"\xff" * 20,
    "zlib-header": zlib.compress(b"Hello"),
    "plain-text": b"Hello, this is text that is not compressed at all",
}


@verifies(BROKEN)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("payload", BROKEN_DATA.values(), ids=BROKEN_DATA)
def test_what_is_not_deflate_fails_the_connection(deflating: Deflating, payload: bytes, opcode: int) -> None:
    assert deflating.fails(frame(opcode, payload, rsv=RSV1))


@verifies(BROKEN)
def test_a_good_message_before_saves_no_broken_one(deflating: Deflating) -> None:
    assert deflating.fails(message(HELLO, octets(blocks.RESERVED_TYPE)))


CUT_OFF = section.robustness(
    "data-cut-off",
    role=SERVER,
    text="A compressed message that ends amid a block fails the connection, or holds no more than what came of it: "
    "nothing waits for the rest, and nothing is made up.",
    hint="Hand on what was inflated of it, or close with 1007; the next frame is no part of the message.",
)

CUT = {  # with the tail behind it, each is the beginning of DEFLATE, and not the end of a block
    "stored": stored(b"Hello, world")[:8],
    "stored-long": stored(b"*" * 60000)[:1000],
    "fixed-1": HELLO[:1],
    "fixed-3": HELLO[:3],
    "fixed-5": HELLO[:5],
}


@verifies(CUT_OFF)
@pytest.mark.parametrize("payload", CUT.values(), ids=CUT)
def test_a_message_cut_off_amid_a_block_is_ended(deflating: Deflating, payload: bytes) -> None:
    held, echo = Inflater().message(payload), "ws.echo" in deflating.attempt.target.capabilities
    seen = deflating.exchange(frame(BINARY, payload, rsv=RSV1))
    assert seen.failed or seen.answered
    assert not echo or all(held.startswith(message.payload) for message in deflating.without_pushes(seen.messages))


def message(*payloads: bytes) -> bytes:
    """Compressed text messages, a frame each."""
    return b"".join(frame(TEXT, payload, rsv=RSV1) for payload in payloads)


def require_context_takeover(deflating: Deflating) -> None:
    """End the case as not applicable where the target asks for messages without context."""
    if b"client_no_context_takeover" in deflating.agreed:
        not_applicable("the target agrees to client_no_context_takeover only")
