"""RFC 6455 §7.4.1  Defined Status Codes"""

from __future__ import annotations

import pytest

from conformance.harness.plugin import verifies
from conformance.websocket.closing import reply_to
from conformance.websocket.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import CLOSE, Frame, close_payload

section = RFC6455.section("7.4.1", "Defined Status Codes")

TAKE_DEFINED_CODES = section.implied(
    "take-defined-codes",
    role="recipient",
    text="Take a Close with a status code that this section defines as no error.",
    hint="1000 to 1003 and 1007 to 1011 may be sent by any endpoint; answer with the same code, or with 1000.",
)

RESERVED_CODES = section.must_not(
    "reserved-codes",
    role="sender",
    text="Do not send 1005, 1006 or 1015 in a Close: they stand for a Close without a code, or for none.",
    hint="Where the application has no code, send a Close without a payload.",
)


def taken(reply: Frame, code: int) -> bool:
    """Whether the answer to a Close with ``code`` calls it no error: the code itself may be an error's."""
    return reply.code == code or reply.code not in (1002, 1007)


@verifies(TAKE_DEFINED_CODES)
@pytest.mark.parametrize("code", [1000, 1001, 1003, 1007, 1008, 1009, 1010])
@pytest.mark.parametrize("reason", [b"", b"bye"], ids=["no-reason", "reason"])
def test_a_defined_status_code_is_no_error(websocket: WebSocket, code: int, reason: bytes) -> None:
    assert taken(reply_to(websocket, close_payload(code, reason)), code)


@verifies(RESERVED_CODES)
@pytest.mark.parametrize("code", [1005, 1006, 1015])
@pytest.mark.parametrize("reason", [b"", b"bye"], ids=["no-reason", "reason"])
def test_a_reserved_status_code_is_not_sent_back(websocket: WebSocket, code: int, reason: bytes) -> None:
    assert reply_to(websocket, close_payload(code, reason)).code not in (1005, 1006, 1015)


@verifies(RESERVED_CODES)
def test_reserved_status_codes_are_never_sent(conversations: Conversations) -> None:
    def reserved(frame: Frame) -> str | None:
        return f"status code {frame.code}" if frame.code in (1005, 1006, 1015) else None

    conversations.each_frame(reserved, where=lambda frame: frame.opcode == CLOSE)


LATER_CODES = section.may(
    "later-codes",
    role="recipient",
    text="Take a Close with a code that was registered later, or is meant for servers, as no error.",
    hint="1011 is defined for servers; IANA has added 1012, 1013 and 1014.",
)


@verifies(LATER_CODES)
@pytest.mark.parametrize("code", [1011, 1012, 1013, 1014])
def test_a_later_status_code_is_no_error(websocket: WebSocket, code: int) -> None:
    assert taken(reply_to(websocket, close_payload(code)), code)
