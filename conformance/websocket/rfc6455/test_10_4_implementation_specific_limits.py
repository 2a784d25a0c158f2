"""RFC 6455 §10.4  Implementation-Specific Limits"""

from __future__ import annotations

import pytest

from conformance.harness.plugin import verifies
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, CONTINUATION, PING, TEXT, frame

section = RFC6455.section("10.4", "Implementation-Specific Limits")

PROTECT_YOURSELF = section.must(
    "protect-yourself",
    role="recipient",
    text="Do not come to harm from a frame, or a message of many frames, that is beyond your limits.",
    hint="Compare a length with the limit, and close with 1009, before you allocate or wait for anything.",
)

LENGTHS = {"2-31": 1 << 31, "2-32": 1 << 32, "2-40": 1 << 40, "2-60": 1 << 60, "2-63-less-1": (1 << 63) - 1}


@verifies(PROTECT_YOURSELF)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
def test_others_are_served_after_a_huge_length_was_declared(websocket: WebSocket, length: int, opcode: int) -> None:
    websocket.send(opcode, b"Hello", length=length)
    websocket.pause()
    assert websocket.handshake.anew().opens()


@verifies(PROTECT_YOURSELF)
@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
def test_others_are_served_after_a_huge_continuation_was_declared(websocket: WebSocket, length: int) -> None:
    websocket.send_octets(frame(TEXT, b"Hel", fin=False) + frame(CONTINUATION, b"lo", length=length))
    websocket.pause()
    assert websocket.handshake.anew().opens()


FLOODS = {
    "empty-continuations": frame(TEXT, fin=False) + frame(CONTINUATION, fin=False) * 10_000,
    "short-continuations": frame(TEXT, fin=False) + frame(CONTINUATION, b"*", fin=False) * 10_000,
    "pings": frame(PING, b"there?") * 1000,
}


@pytest.mark.heavy
@verifies(PROTECT_YOURSELF)
@pytest.mark.parametrize("octets", FLOODS.values(), ids=FLOODS)
def test_others_are_served_after_a_flood_of_frames(websocket: WebSocket, octets: bytes) -> None:
    websocket.send_octets(octets)
    websocket.pause()
    assert websocket.handshake.anew().opens()
