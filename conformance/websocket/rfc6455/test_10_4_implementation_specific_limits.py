"""RFC 6455 §10.4  Implementation-Specific Limits"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, CONTINUATION, TEXT, frame

section = RFC6455.section("10.4", "Implementation-Specific Limits")

LIMIT_A_FRAME = section.should(
    "limit-a-frame",
    role=RECIPIENT,
    text="Impose a limit on the size of a frame: one that declares more than anybody can hold is refused.",
    hint="Compare the length with the limit, and close with 1009, before you allocate or wait for anything.",
)

LENGTHS = {"2-48": 1 << 48, "2-60": 1 << 60, "2-62": 1 << 62, "2-63-less-1": (1 << 63) - 1}
HUGE = pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)


@verifies(LIMIT_A_FRAME)
@HUGE
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
def test_a_huge_frame_is_refused_when_it_is_declared(websocket: WebSocket, length: int, opcode: int) -> None:
    assert websocket.fails(frame(opcode, b"Hello", length=length))


@verifies(LIMIT_A_FRAME)
@HUGE
def test_a_huge_continuation_is_refused_when_it_is_declared(websocket: WebSocket, length: int) -> None:
    assert websocket.fails(frame(TEXT, b"Hel", fin=False) + frame(CONTINUATION, b"lo", length=length))
