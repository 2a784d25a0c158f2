"""RFC 6455 §7.4.2  Reserved Status Code Ranges"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT, SENDER
from conformance.websocket.helpers.closing import require_reply
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import CLOSE, Frame, close_payload

section = RFC6455.section("7.4.2", "Reserved Status Code Ranges")

TAKE_3000_TO_4999 = section.implied(
    "take-3000-to-4999",
    role=RECIPIENT,
    text="Take a Close with a status code from 3000 to 4999 as no error: libraries and applications use them.",
    hint="Do not interpret these codes; answer with the same code, or with 1000.",
)


@verifies(TAKE_3000_TO_4999)
@pytest.mark.parametrize("code", [3000, 3001, 3500, 3999, 4000, 4001, 4500, 4999])
@pytest.mark.parametrize("reason", [b"", b"bye"], ids=["no-reason", "reason"])
def test_a_status_code_of_an_application_is_no_error(websocket: WebSocket, code: int, reason: bytes) -> None:
    assert require_reply(websocket, close_payload(code, reason)).code not in (1002, 1007)


NOT_USED = section.implied(
    "not-used",
    role=SENDER,
    text="Do not send a status code from 0 to 999: they are not used.",
    hint="Refuse such a code with 1002 instead of sending it back.",
)


@verifies(NOT_USED)
@pytest.mark.parametrize("code", [0, 1, 100, 200, 500, 999])
def test_a_status_code_below_1000_is_not_sent_back(websocket: WebSocket, code: int) -> None:
    assert require_reply(websocket, close_payload(code)).code not in range(1000)


@verifies(NOT_USED)
def test_status_codes_below_1000_are_never_sent(conversations: Conversations) -> None:
    def unused(frame: Frame) -> str | None:
        return f"status code {frame.code}" if frame.code is not None and frame.code < 1000 else None

    conversations.each_frame(unused, where=lambda frame: frame.opcode == CLOSE)
