"""RFC 7692 §7.1.1.2  The "client_no_context_takeover" Extension Parameter"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.handshake import Handshake
from conformance.websocket.helpers.offers import require_deflate_agreed
from conformance.websocket.rfc7692 import RFC7692

section = RFC7692.section("7.1.1.2", 'The "client_no_context_takeover" Extension Parameter')

NO_VALUE = section.implied(
    "no-value",
    role=SERVER,
    text="Name client_no_context_takeover in an answer without a value, if at all.",
    hint="Treat the parameter as a flag, and decline an offer that gives it a value.",
)

NAME = b"client_no_context_takeover"


@verifies(NO_VALUE)
@pytest.mark.parametrize("parameters", [b"", b"; client_no_context_takeover"], ids=["not offered", "offered"])
def test_client_no_context_takeover_has_no_value(handshake: Handshake, parameters: bytes) -> None:
    assert require_deflate_agreed(handshake, b"permessage-deflate" + parameters).get(NAME) is None
