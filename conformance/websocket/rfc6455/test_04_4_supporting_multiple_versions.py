"""RFC 6455 §4.4  Supporting Multiple Versions of WebSocket Protocol"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake, accepts
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc9112.test_09_3_persistence_handshake import REUSED
from conformance.websocket.robustness.test_2_handshakes import NO_TUNNEL

section = RFC6455.section("4.4", "Supporting Multiple Versions of WebSocket Protocol")

TRY_AGAIN = section.implied(
    "try-again",
    role=SERVER,
    text="A client whose version was refused may repeat the handshake with one that the server lists.",
    hint="After a refusal, reset the state of the connection and read the next request as if it were the first.",
    rests_on=(REUSED, NO_TUNNEL),
)


@verifies(TRY_AGAIN)
def test_another_version_is_accepted_on_the_same_connection(handshake: Handshake) -> None:
    refused = handshake.answer(REQUEST.replace(b"13", b"255", 1))
    if refused.status == 101:
        not_applicable("the target speaks whatever version it is asked for, which other cases judge")
    if not refused.persists:
        not_applicable("the target closes the connection when it refuses a version")
    answer = handshake.answer(REQUEST)
    if isinstance(answer, Closed):
        not_applicable("the target closes the connection when it refuses a version")
    assert accepts(answer, handshake.key)
