"""RFC 6455 §7.4.1  Defined Status Codes"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT, SENDER, SERVER, not_applicable
from conformance.websocket.helpers.closing import require_reply
from conformance.websocket.helpers.limits import require_limit
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, CLOSE, TEXT, Frame, close_payload, frame

section = RFC6455.section("7.4.1", "Defined Status Codes")

ERRORS = (1002, 1003, 1007, 1008, 1009, 1010, 1011)

TAKE_DEFINED_CODES = section.implied(
    "take-defined-codes",
    role=RECIPIENT,
    text="Take a Close with a status code that this section defines as no error.",
    hint="1000 to 1003 and 1007 to 1011 may be sent by any endpoint; answer with the same code, or with 1000.",
)


@verifies(TAKE_DEFINED_CODES)
@pytest.mark.parametrize("code", [1000, 1001, 1003, 1007, 1008, 1009, 1010])
@pytest.mark.parametrize("reason", [b"", b"bye"], ids=["no-reason", "reason"])
def test_a_defined_status_code_is_no_error(websocket: WebSocket, code: int, reason: bytes) -> None:
    assert taken(require_reply(websocket, close_payload(code, reason)), code)


@verifies(TAKE_DEFINED_CODES)
def test_a_normal_closure_is_no_error_of_any_kind(websocket: WebSocket) -> None:
    """What the answer says may be the code received, none, or one of its own; not that something went wrong."""
    assert require_reply(websocket, close_payload(1000)).code not in ERRORS


RESERVED_CODES = section.must_not(
    "reserved-codes",
    role=SENDER,
    text="Do not send 1005, 1006 or 1015 in a Close: they stand for a Close without a code, or for none.",
    hint="If the application gives no code, send a Close without a payload.",
)


@verifies(RESERVED_CODES)
@pytest.mark.parametrize("code", [1005, 1006, 1015])
@pytest.mark.parametrize("reason", [b"", b"bye"], ids=["no-reason", "reason"])
def test_a_reserved_status_code_is_not_sent_back(websocket: WebSocket, code: int, reason: bytes) -> None:
    assert require_reply(websocket, close_payload(code, reason)).code not in (1005, 1006, 1015)


@verifies(RESERVED_CODES)
def test_reserved_status_codes_are_never_sent(conversations: Conversations) -> None:
    def reserved(frame: Frame) -> str | None:
        return f"status code {frame.code}" if frame.code in (1005, 1006, 1015) else None

    conversations.each_frame(reserved, where=lambda frame: frame.opcode == CLOSE)


LATER_CODES = section.may(
    "later-codes",
    role=RECIPIENT,
    text="Take a Close with a code that was registered later, or is meant for servers, as no error.",
    hint="1011 is defined for servers; IANA has added 1012, 1013 and 1014.",
)


@verifies(LATER_CODES)
@pytest.mark.parametrize("code", [1011, 1012, 1013, 1014])
def test_a_later_status_code_is_no_error(websocket: WebSocket, code: int) -> None:
    assert taken(require_reply(websocket, close_payload(code)), code)


TOO_BIG = section.may(
    "1009-for-too-big",
    role=SERVER,
    text="Where a message is too big to be processed, a Close may say so by 1009; other codes that name a reason, such "
    "as 1002 and 1007, blame the client for what is no fault.",
    hint="Close with 1009 when a message passes your limit, by its declared length already; or leave the code out.",
)
OTHER_REASONS = (1000, 1002, 1003, 1007)  # all is well, an error of protocol, a type of data, data unlike their type


@verifies(TOO_BIG)
@pytest.mark.parametrize("length", [1 << 48, 1 << 62], ids=["2-48", "2-62"])
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
def test_a_huge_frame_is_too_big(websocket: WebSocket, length: int, opcode: int) -> None:
    assert require_code_of_refusal(websocket, frame(opcode, b"Hello", length=length)) not in OTHER_REASONS


@verifies(TOO_BIG)
@pytest.mark.alone
@pytest.mark.heavy
def test_a_message_beyond_the_limit_is_too_big(websocket: WebSocket) -> None:
    limit = require_limit(websocket)
    assert require_code_of_refusal(websocket.open_another(), frame(BINARY, bytes(limit + 1))) not in OTHER_REASONS


def require_code_of_refusal(websocket: WebSocket, octets: bytes) -> int:
    """The code of the Close that answers octets; not applicable where there is none, as there need not be."""
    websocket.send_octets(octets)
    heard = websocket.receive(CLOSE)
    if not isinstance(heard, Frame) or heard.code is None:
        not_applicable("the target does not close with a status code on what is too big")
    return heard.code


def taken(reply: Frame, code: int) -> bool:
    """Whether the answer to a Close with ``code`` calls it no error: the code itself may be an error's."""
    return reply.code == code or reply.code not in (1002, 1007)
