"""RFC 6455 §7.1.1  Close the WebSocket Connection"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed
from conformance.model import SERVER, not_applicable
from conformance.websocket.helpers.closing import require_close, require_reply
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc6455.test_07_1_7_fail_the_websocket_connection import CLOSE_TCP
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, TEXT, UNMASKED, Frame, close_payload, frame

section = RFC6455.section("7.1.1", "Close the WebSocket Connection")

FAILING = {
    "unmasked": frame(TEXT, b"Hello", mask=UNMASKED),
    "reserved-bits": frame(TEXT, b"Hello", rsv=7),
    "reserved-opcode": frame(3, b"Hello"),
    "continuation-of-nothing": frame(CONTINUATION, b"lo"),
    "not-utf-8": frame(TEXT, b"\xff"),
    "long-ping": frame(PING, b"*" * 126),
}

CLEANLY = section.should(
    "close-cleanly",
    role=SERVER,
    text="Close the TCP connection cleanly, with FIN, and discard what still comes.",
    hint="Shut down the sending half, read until the end, then close: a socket closed with unread octets sends RST.",
)

CLOSINGS = {
    "1000": frame(CLOSE, close_payload(1000)),
    "empty": frame(CLOSE),
    "amid-fragments": frame(TEXT, b"Hel", fin=False) + frame(CLOSE, close_payload(1000)),
}


@verifies(CLEANLY)
@pytest.mark.parametrize("octets", CLOSINGS.values(), ids=CLOSINGS)
def test_tcp_is_closed_with_fin(websocket: WebSocket, octets: bytes) -> None:
    websocket.send_octets(octets)
    require_close(websocket)
    assert require_end(websocket) == Closed("FIN")


FOLLOWED = {
    "text": frame(CLOSE, close_payload(1000)) + frame(TEXT, b"late"),
    "ping": frame(CLOSE, close_payload(1000)) + frame(PING, b"late"),
    "64-kb": frame(CLOSE, close_payload(1000)) + frame(BINARY, b"*" * 65536),
}


@verifies(CLEANLY)
@pytest.mark.parametrize("octets", FOLLOWED.values(), ids=FOLLOWED)
def test_tcp_is_closed_with_fin_although_more_came(websocket: WebSocket, octets: bytes) -> None:
    require_reply(websocket, close_payload(1000))
    websocket.close()
    assert closes_cleanly(websocket.open_another(), octets)


@verifies(CLEANLY)
@pytest.mark.parametrize("octets", FAILING.values(), ids=FAILING)
def test_the_close_of_a_failure_is_not_followed_by_a_reset(websocket: WebSocket, octets: bytes) -> None:
    websocket.send_octets(octets)
    require_close(websocket)
    websocket.close()
    assert closes_cleanly(websocket.open_another(), octets + frame(BINARY, b"*" * (256 * 1024)))


def closes_cleanly(websocket: WebSocket, octets: bytes) -> bool:
    """Whether a Close comes for ``octets``, and then FIN: a reset may destroy what is on its way.

    Not applicable if FIN comes without a Close: TCP is closed cleanly, and that a Close is due is judged elsewhere.
    """
    websocket.send_octets(octets)
    first = websocket.receive(CLOSE)
    if first == Closed("FIN"):
        not_applicable("TCP ends with FIN, but without a Close: see RFC 6455 §5.5.1 and §7.1.7")
    return isinstance(first, Frame) and require_end(websocket) == Closed("FIN")


def require_end(websocket: WebSocket) -> Closed:
    """How the connection ends; not applicable if it does not: cases of §5.5.1 and §7.1.7 judge that."""
    end = websocket.how_it_ends()
    return end if isinstance(end, Closed) else not_applicable("the target does not close TCP here")


AT_ONCE = section.should(
    "close-tcp-at-once",
    role=SERVER,
    text="When the connection is to be closed, close TCP at once, before the client does.",
    hint="After a failure, send the Close and close the TCP connection without waiting for an answer.",
    rests_on=(CLOSE_TCP,),
)


@verifies(AT_ONCE)
@pytest.mark.parametrize("octets", FAILING.values(), ids=FAILING)
def test_tcp_is_closed_at_once_after_a_failure(websocket: WebSocket, octets: bytes) -> None:
    """The client does not answer the Close, and need not be waited for."""
    if websocket.fails(octets):
        assert isinstance(websocket.how_it_ends(), Closed)
    else:
        not_applicable("the target does not fail the connection here")
