"""RFC 9110 §7.8  Upgrade"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Response, Silent
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.rfc9110 import RFC9110

section = RFC9110.section("7.8", "Upgrade")

CONTINUE_FIRST = section.must(
    "handshake-continue-before-switching",
    role=SERVER,
    text="To a handshake that expects 100-continue and has content, send 100 before 101, or a final status.",
    hint="Ask for the content first; the protocol cannot change within a message.",
)


@verifies(CONTINUE_FIRST)
def test_100_comes_before_101(handshake: Handshake) -> None:
    octets = REQUEST[:-2] + b"Content-Length: 5\r\nExpect: 100-continue\r\n\r\n"
    handshake.send(octets)
    first = handshake.receive_any(octets)
    if isinstance(first, Silent):
        not_applicable("no 101 came; that the target asks for the content is judged by RFC 9110 §10.1.1, of HTTP")
    assert isinstance(first, Response | Closed)
    assert first.status != 101
