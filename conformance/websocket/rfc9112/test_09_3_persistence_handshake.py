"""RFC 9112 §9.3  Persistence"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake, accepts
from conformance.websocket.rfc9112 import RFC9112

section = RFC9112.section("9.3", "Persistence")

REUSED = section.should(
    "handshake-on-a-reused-connection",
    role=SERVER,
    text="A handshake is accepted on a connection that has served another request before.",
    hint="Look for Upgrade in every request of a connection, not in the first alone.",
)


@verifies(REUSED)
def test_a_handshake_after_another_request(handshake: Handshake) -> None:
    if not handshake.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n{origin}{fields}\r\n").persists:
        not_applicable("the target closes the connection after a plain request")
    answer = handshake.answer(REQUEST)
    if isinstance(answer, Closed):
        not_applicable("the target closes the connection after a plain request")
    assert accepts(answer, handshake.key)
