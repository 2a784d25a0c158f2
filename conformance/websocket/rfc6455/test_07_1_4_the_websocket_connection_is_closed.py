"""RFC 6455 §7.1.4  The WebSocket Connection is Closed"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed
from conformance.model import SERVER
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import CLOSE, CONTINUATION, PING, TEXT, Frame, frame

section = RFC6455.section("7.1.4", "The WebSocket Connection is Closed")

ENDS_WITH_TCP = section.robustness(
    "ends-with-tcp",
    role=SERVER,
    text="When the client's TCP connection ends without a closing handshake, let go of the connection.",
    hint="A read that gives no octets, or an error, ends the connection: close the socket too.",
)

HELLO = frame(TEXT, b"Hello")
INTERRUPTED = {
    "idle": b"",
    "after-a-message": HELLO,
    "after-a-ping": frame(PING, b"there?"),
    "within-a-header": HELLO[:1],
    "within-a-key": HELLO[:4],
    "within-a-payload": HELLO[:-2],
    "within-a-length": frame(TEXT, b"*" * 300)[:3],
    "within-a-message": frame(TEXT, b"Hel", fin=False),
    "within-a-continuation": frame(TEXT, b"Hel", fin=False) + frame(CONTINUATION, b"lo")[:-1],
}


@verifies(ENDS_WITH_TCP)
@pytest.mark.parametrize("octets", INTERRUPTED.values(), ids=INTERRUPTED)
def test_a_server_closes_when_the_client_has_gone(websocket: WebSocket, octets: bytes) -> None:
    websocket.send_octets(octets)
    websocket.half_close()
    while isinstance(heard := websocket.receive(), Frame) and heard.opcode != CLOSE:
        continue
    assert isinstance(websocket.how_it_ends(), Closed)
