"""RFC 6455 §10.7  Handling of Invalid Data"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Response
from conformance.model import RECIPIENT, SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Frame, close_payload, frame

section = RFC6455.section("10.7", "Handling of Invalid Data")

# §5.2 binds the sender; for the recipient there is "validated" here, and that a Close should follow
REFUSE_LONG_LENGTHS = section.should(
    "refuse-long-lengths",
    role=RECIPIENT,
    text="Refuse a length that is written in more octets than it needs: data is validated, and this is invalid.",
    hint="126 and more need two octets, 65536 and more need eight: Close with 1002 where it could be shorter.",
)

FORMS = {
    "0-in-two": (0, 3),
    "1-in-two": (1, 3),
    "124-in-two": (124, 3),
    "125-in-two": (125, 3),
    "0-in-eight": (0, 9),
    "1-in-eight": (1, 9),
    "125-in-eight": (125, 9),
    "126-in-eight": (126, 9),
    "65535-in-eight": (65535, 9),
}


@verifies(REFUSE_LONG_LENGTHS)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize(("size", "form"), FORMS.values(), ids=FORMS)
def test_a_length_in_too_many_octets_is_refused(websocket: WebSocket, size: int, form: int, opcode: int) -> None:
    assert websocket.fails(frame(opcode, b"*" * size, form=form))


@verifies(REFUSE_LONG_LENGTHS)
@pytest.mark.parametrize("opcode", [PING, PONG], ids=["ping", "pong"])
@pytest.mark.parametrize("form", [3, 9], ids=["two-octets", "eight-octets"])
def test_a_length_of_a_control_frame_in_too_many_octets_is_refused(
    websocket: WebSocket, form: int, opcode: int
) -> None:
    assert websocket.fails(frame(opcode, b"*", form=form))


@verifies(REFUSE_LONG_LENGTHS)
@pytest.mark.parametrize("form", [3, 9], ids=["two-octets", "eight-octets"])
def test_a_length_of_a_continuation_in_too_many_octets_is_refused(websocket: WebSocket, form: int) -> None:
    assert websocket.fails(frame(TEXT, b"Hel", fin=False) + frame(CONTINUATION, b"lo", form=form))


REFUSE_BAD_CLOSES = section.should(
    "refuse-bad-closes",
    role=RECIPIENT,
    text="Refuse a Close with a payload that no Close may have, with a status code that says so.",
    hint="Close with 1002: half a code, a code below 1000, 1005, 1006, 1015, those not assigned, 5000 and more.",
)

CODES = [0, 1, 999, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 32768, 65535]


@verifies(REFUSE_BAD_CLOSES)
@pytest.mark.parametrize("code", CODES)
def test_a_status_code_that_may_not_be_sent_is_refused(websocket: WebSocket, code: int) -> None:
    websocket.send_close(code)
    assert refused(websocket, close_payload(code))


@verifies(REFUSE_BAD_CLOSES)
@pytest.mark.parametrize("octet", [b"\x03", b"\xff"])
def test_half_a_status_code_is_refused(websocket: WebSocket, octet: bytes) -> None:
    websocket.send(CLOSE, octet)
    assert refused(websocket, octet)


@verifies(REFUSE_BAD_CLOSES)
@pytest.mark.parametrize("form", [3, 9], ids=["two-octets", "eight-octets"])
def test_a_close_with_a_length_in_too_many_octets_is_refused(websocket: WebSocket, form: int) -> None:
    websocket.send(CLOSE, close_payload(1000), form=form)
    assert refused(websocket)


STATUS = section.should(
    "status-for-an-invalid-handshake",
    role=SERVER,
    text="Answer invalid data in the opening handshake with an HTTP status code, before the connection is closed.",
    hint="Write `HTTP/1.1 400 Bad Request` and a word on what is wrong; do not just close the socket.",
)

INVALID = {
    "no-key": REQUEST.replace(b"Sec-WebSocket-Key: {key}\r\n", b""),
    "key-not-base64": REQUEST.replace(b"{key}", b"not base64!"),
    "extensions": REQUEST[:-2] + b"Sec-WebSocket-Extensions: x-foo; =\r\n\r\n",
}


@verifies(STATUS)
@pytest.mark.parametrize("octets", INVALID.values(), ids=INVALID)
def test_an_invalid_handshake_is_answered(handshake: Handshake, octets: bytes) -> None:
    answer = handshake.answer(octets)
    if answer.status == 101 or not isinstance(answer, Response | Closed):
        not_applicable("the target does not refuse this handshake, which other cases judge")
    assert isinstance(answer, Response)


def refused(websocket: WebSocket, payload: bytes = b"") -> bool:
    """Whether the target ends the connection as for an error, be it without a word.

    Not applicable if it sends back a ``payload`` that no Close may have: cases of §5.5.1 and §7.4 judge that.
    """
    heard = websocket.receive(CLOSE)
    if payload and isinstance(heard, Frame) and heard.payload == payload and may_not_be_sent(heard.code):
        not_applicable("the target sends back what it may not send: see §5.5.1 and §7.4")
    return isinstance(heard, Closed) or (isinstance(heard, Frame) and heard.code in (1002, 1003, 1007, 1008))


def may_not_be_sent(code: int | None) -> bool:
    return code is None or code < 1000 or code in (1005, 1006, 1015) or code >= 5000
