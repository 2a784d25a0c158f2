"""Robustness 5  Idle connections"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed
from conformance.model import SERVER, not_applicable
from conformance.websocket.peer import WebSocket
from conformance.websocket.robustness import ROBUSTNESS
from conformance.websocket.robustness.test_3_large_and_many import whole_or_failed
from conformance.websocket.waiting import Wait
from conformance.websocket.wire import CLOSE, CONTINUATION, TEXT, Frame, frame

section = ROBUSTNESS.section("5", "Idle connections")

NEVER_DEAD = section.robustness(
    "closed-or-alive",
    role=SERVER,
    text="A connection that was idle for a while goes on as before, or is closed: it is not left open and dead.",
    hint="Where a timer gives a connection up, have it send a Close of 1001 and close; servers may close at any time "
    "(RFC 6455 §7.3).",
)

BEGUN = {
    "between frames": (b"", frame(TEXT, b"Hello")),
    "within a message": (frame(TEXT, b"Hel", fin=False), frame(CONTINUATION, b"lo")),
    "within a frame": (frame(TEXT, b"Hello", mask=b"mask")[:8], frame(TEXT, b"Hello", mask=b"mask")[8:]),
}


@verifies(NEVER_DEAD)
@pytest.mark.parametrize(("octets", "rest"), BEGUN.values(), ids=BEGUN)
@pytest.mark.parametrize("patiences", [1, pytest.param(3, marks=[pytest.mark.heavy, pytest.mark.alone])])
def test_an_idle_connection_is_closed_or_goes_on(
    websocket: WebSocket, patiences: int, octets: bytes, rest: bytes
) -> None:
    websocket.send_octets(octets)
    heard = websocket.receive_within(Wait(websocket.attempt, patiences * websocket.attempt.patience))
    if isinstance(heard, Closed) or (isinstance(heard, Frame) and heard.opcode == CLOSE):
        not_applicable("the target closes what is idle so long, as it may")
    assert whole_or_failed(websocket, rest, Frame(TEXT, b"Hello"))
