"""RFC 7692 §7.3  Implementation Notes"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.handshake import Handshake
from conformance.websocket.helpers.offers import require_deflate_agreed, window_bits
from conformance.websocket.rfc7692 import RFC7692

section = RFC7692.section("7.3", "Implementation Notes")

USEFUL_WINDOW = section.should(
    "window-of-1024-octets",
    role=SERVER,
    text="Use a window of 1,024 octets (10 bits) or more, unless the client asks for a smaller one.",
    hint="Ask for 15 bits, or leave the parameter out: a small window saves memory, but compresses little.",
)


@verifies(USEFUL_WINDOW)
@pytest.mark.parametrize("name", [b"server_max_window_bits", b"client_max_window_bits"])
def test_no_small_window_is_wanted_unasked(handshake: Handshake, name: bytes) -> None:
    answer = require_deflate_agreed(handshake, b"permessage-deflate; client_max_window_bits")
    bits = window_bits(answer.get(name))
    assert not bits or bits >= 10
