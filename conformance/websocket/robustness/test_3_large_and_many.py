"""Robustness 3  Large and many"""

from __future__ import annotations

import contextlib
import zlib

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, Endless
from conformance.websocket.bounds import LIMIT
from conformance.websocket.deflate import NAME, TAIL
from conformance.websocket.deflating import Deflating
from conformance.websocket.helpers.limits import MOST, echoed, incompressible_text, require_limit
from conformance.websocket.peer import WebSocket
from conformance.websocket.robustness import ROBUSTNESS
from conformance.websocket.wire import BINARY, CONTINUATION, RSV1, TEXT, Frame, frame

section = ROBUSTNESS.section("3", "Large and many")

K, M = 1 << 10, 1 << 20
OPCODES = pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])


def heavy(*sizes: int) -> list[object]:
    return [pytest.param(size, marks=[pytest.mark.heavy, pytest.mark.alone], id=named(size)) for size in sizes]


def named(size: int) -> str:
    return f"{size // M}M" if size >= M else f"{size // K}k" if size >= K else str(size)


WHOLE = section.robustness(
    "whole-or-failed",
    role=SERVER,
    text="A large message is delivered whole, or the connection fails: never a part of it, and never silence.",
    hint="Know your limit, and close with 1009 when a message passes it, in one frame or in many.",
)


@verifies(WHOLE)
@OPCODES
@pytest.mark.parametrize("size", [128 * K, 256 * K, *heavy(M, 4 * M, 8 * M, 16 * M)], ids=named)
def test_a_large_message_is_delivered_or_refused(websocket: WebSocket, size: int, opcode: int) -> None:
    assert whole_or_failed(
        websocket, frame(opcode, incompressible_text(size)), Frame(opcode, incompressible_text(size))
    )


@verifies(WHOLE)
@OPCODES
@pytest.mark.parametrize("fragment", [K, 16 * K], ids=named)
def test_a_message_in_many_fragments_is_delivered_or_refused(websocket: WebSocket, fragment: int, opcode: int) -> None:
    message = Frame(opcode, incompressible_text(256 * K))
    assert whole_or_failed(websocket, fragmented(message, fragment), message)


@verifies(WHOLE)
@OPCODES
@pytest.mark.alone
@pytest.mark.heavy
@pytest.mark.parametrize("fragment", [64, 256, K, 4 * K, 16 * K, 64 * K, 256 * K, M, 4 * M], ids=named)
def test_a_large_message_in_fragments_is_delivered_or_refused(websocket: WebSocket, fragment: int, opcode: int) -> None:
    message = Frame(opcode, incompressible_text(4 * M))
    assert whole_or_failed(websocket, fragmented(message, fragment), message)


@verifies(WHOLE)
@pytest.mark.alone
@pytest.mark.heavy
@pytest.mark.parametrize("fragment", [MOST, 64 * K], ids=["one frame", "fragments"])
def test_at_the_limit_a_message_is_delivered_or_refused(websocket: WebSocket, fragment: int) -> None:
    limit = require_limit(websocket)
    for size in (limit - 1, limit, limit + 1, 2 * limit):
        another, message = websocket.open_another(), Frame(BINARY, incompressible_text(size))
        assert whole_or_failed(another, fragmented(message, fragment), message)
        another.close()


ANY_SEGMENTS = section.robustness(
    "any-segments",
    role=SERVER,
    text="A frame is delivered in however many segments it comes.",
    hint="Read on until the frame is complete: one read gives what has arrived, be it little or much.",
)


@verifies(ANY_SEGMENTS)
@OPCODES
@pytest.mark.parametrize("segment", [100, 1000, 1460], ids=named)
def test_a_frame_in_many_segments_is_delivered(websocket: WebSocket, segment: int, opcode: int) -> None:
    assert in_segments(websocket, Frame(opcode, incompressible_text(32 * K)), segment)


@verifies(ANY_SEGMENTS)
@OPCODES
@pytest.mark.alone
@pytest.mark.heavy
@pytest.mark.parametrize("segment", [64, 128, 256, 512, K, 2 * K], ids=named)
def test_a_large_frame_in_many_segments_is_delivered(websocket: WebSocket, segment: int, opcode: int) -> None:
    assert in_segments(websocket, Frame(opcode, incompressible_text(M)), segment)


def in_segments(websocket: WebSocket, message: Frame, size: int) -> bool:
    """Whether a message is delivered whose frame is sent in pieces of ``size`` octets."""
    octets = frame(message.opcode, message.payload)
    last = (len(octets) - 1) // size * size
    for at in range(0, last, size):
        websocket.send_octets(octets[at : at + size])
    websocket.limit = LIMIT + 2 * len(message.payload)
    return websocket.delivers(octets[last:], message)


EACH = section.robustness(
    "each-of-many",
    role=SERVER,
    text="Of many messages that come at once each is delivered, or the connection fails.",
    hint="One read may give many frames: go on with what is left in the buffer.",
)


@verifies(EACH)
@OPCODES
@pytest.mark.parametrize(("count", "size"), [(300, 0), (300, 16), (100, 200), (30, 4096)])
def test_many_messages_at_once_are_delivered(websocket: WebSocket, count: int, size: int, opcode: int) -> None:
    messages = [Frame(opcode, b"%03d" % number + incompressible_text(size)) for number in range(count)]
    assert whole_or_failed(websocket, b"".join(frame(opcode, one.payload) for one in messages), *messages)


BOUNDED = section.robustness(
    "inflated-size",
    role=SERVER,
    text="A compressed message that inflates to very much is delivered whole, or the connection fails, without delay.",
    hint="Inflate piece by piece, and close with 1009 once the limit is passed; never inflate without a bound.",
    rests_on=(WHOLE,),
)


@verifies(BOUNDED)
@pytest.mark.parametrize("size", [M // 2, *heavy(10 * M)], ids=named)
def test_a_message_that_inflates_to_much_is_delivered_or_refused(deflating: Deflating, size: int) -> None:
    message = Frame(BINARY, bytes(size))
    assert whole_or_failed(deflating, deflating.compressed(BINARY, message.payload), message)


@verifies(BOUNDED)
@pytest.mark.alone
@pytest.mark.heavy
def test_at_the_limit_an_inflated_message_is_delivered_or_refused(deflating: Deflating) -> None:
    limit = require_limit(deflating)
    for size in (limit - 1, limit, limit + 1, 2 * limit):
        deflating, message = deflating.reconnect(NAME), Frame(BINARY, bytes(size))
        deflating.allow_time_for(size)
        assert whole_or_failed(deflating, deflating.compressed(BINARY, message.payload), message)


@verifies(BOUNDED)
@pytest.mark.alone
@pytest.mark.parametrize("fragment", [M, pytest.param(1000, marks=pytest.mark.heavy)], ids=["one frame", "fragments"])
def test_a_bomb_is_defused(deflating: Deflating, fragment: int) -> None:
    """Zeros, 128 MB of them. A target that takes them all in may begin to send them back."""
    deflating.allow_time_for(2 * M)
    bomb = fragmented(Frame(BINARY, deflated_zeros(128), rsv=RSV1), fragment)
    with contextlib.suppress(Endless):  # it sends them back
        seen = deflating.exchange(bomb)
        assert seen.failed or seen.answered


def deflated_zeros(megabytes: int) -> bytes:
    """A compressed message of zeros, which looks back by one octet, and so fits into any window."""
    compressor, piece = zlib.compressobj(wbits=-15), bytes(M)
    octets = b"".join(compressor.compress(piece) for _ in range(megabytes)) + compressor.flush(zlib.Z_SYNC_FLUSH)
    return octets.removesuffix(TAIL)


def fragmented(message: Frame, size: int) -> bytes:
    """The frames of a message in fragments of ``size`` octets."""
    parts = [message.payload[at : at + size] for at in range(0, len(message.payload), size)]
    octets = bytearray()
    for number, part in enumerate(parts):
        opcode, rsv = (CONTINUATION, 0) if number else (message.opcode, message.rsv)
        octets += frame(opcode, part, fin=number == len(parts) - 1, rsv=rsv)
    return bytes(octets)


def whole_or_failed(websocket: WebSocket, octets: bytes, *messages: Frame) -> bool:
    """Whether the messages come back as they were, or the connection fails; the target need not be an echo."""
    websocket.limit = LIMIT + 2 * sum(len(message.payload) for message in messages)
    awaited = echoed(websocket, *messages)
    seen = websocket.exchange(octets, *awaited)
    return seen.failed or (
        seen.answered
        and (not awaited or websocket.are_alike(websocket.without_pushes(seen.messages, *messages), awaited))
    )
