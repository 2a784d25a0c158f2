"""RFC 6455 §5.5.2  Ping"""

from __future__ import annotations

import pytest

from conformance.harness.plugin import verifies
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import PING, PONG, Frame

section = RFC6455.section("5.5.2", "Ping")

ANSWER_A_PING = section.must(
    "answer-a-ping",
    role="server",
    text="Answer a ping with a pong, unless a Close was received.",
    hint="The frame layer answers pings by itself, whatever the application is doing.",
)


@pytest.mark.baseline
@verifies(ANSWER_A_PING)
def test_a_ping_is_answered(websocket: WebSocket) -> None:
    websocket.send(PING, b"there?")
    assert websocket.receive(PONG) == Frame(PONG, b"there?")
