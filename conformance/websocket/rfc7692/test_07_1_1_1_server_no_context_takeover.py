"""RFC 7692 §7.1.1.1  The "server_no_context_takeover" Extension Parameter"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.handshake import Handshake
from conformance.websocket.helpers.offers import agreed_deflate, require_deflate_agreed
from conformance.websocket.rfc7692 import RFC7692

section = RFC7692.section("7.1.1.1", 'The "server_no_context_takeover" Extension Parameter')

NAME = b"server_no_context_takeover"

CONFIRM = section.implied(
    "confirm",
    role=SERVER,
    text="Accept an offer with server_no_context_takeover by naming it in the answer, without a value.",
    hint="The client throws its window away after each message only where the answer says that it may.",
)


@verifies(CONFIRM)
@pytest.mark.parametrize("beside", [b"", b"; client_max_window_bits", b"; client_no_context_takeover"])
def test_server_no_context_takeover_is_confirmed(handshake: Handshake, beside: bytes) -> None:
    answer = require_deflate_agreed(handshake, b"permessage-deflate; " + NAME + beside)
    assert NAME in answer
    assert answer.get(NAME) is None


SUPPORT = section.should(
    "support",
    role=SERVER,
    text="Support server_no_context_takeover in an offer.",
    hint="Create a new compressor for each message.",
)


@verifies(SUPPORT)
def test_server_no_context_takeover_is_supported(handshake: Handshake) -> None:
    assert agreed_deflate(handshake, b"permessage-deflate; " + NAME) is not None
