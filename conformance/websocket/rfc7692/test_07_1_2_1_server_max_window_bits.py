"""RFC 7692 §7.1.2.1  The "server_max_window_bits" Extension Parameter"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.handshake import Handshake
from conformance.websocket.helpers.offers import agreed_deflate, require_deflate_agreed, window_bits
from conformance.websocket.rfc7692 import RFC7692

section = RFC7692.section("7.1.2.1", 'The "server_max_window_bits" Extension Parameter')

NAME = b"server_max_window_bits"

CONFIRM = section.implied(
    "confirm",
    role=SERVER,
    text="Accept an offer with server_max_window_bits by naming it in the answer, with this value or a smaller one.",
    hint="If the compressor does not support so small a window, decline the offer.",
)


@verifies(CONFIRM)
@pytest.mark.parametrize("bits", range(8, 16))
def test_the_server_window_is_confirmed_or_the_offer_declined(handshake: Handshake, bits: int) -> None:
    answer = agreed_deflate(handshake, b"permessage-deflate; server_max_window_bits=%d" % bits)
    assert answer is None or 8 <= window_bits(answer.get(NAME)) <= bits


@verifies(CONFIRM)
@pytest.mark.parametrize("bits", [10, 15])
def test_a_quoted_window_is_as_good(handshake: Handshake, bits: int) -> None:
    answer = require_deflate_agreed(handshake, b'permessage-deflate; server_max_window_bits="%d"' % bits)
    assert 8 <= window_bits(answer.get(NAME)) <= bits


VALUE = section.implied(
    "value",
    role=SERVER,
    text="Give server_max_window_bits in an answer a value from 8 to 15 without leading zeros, asked for or not.",
    hint="The value is the base-2 logarithm of the window, written in decimal.",
)


@verifies(VALUE)
@pytest.mark.parametrize("parameters", [b"", b"; client_max_window_bits", b"; server_no_context_takeover"])
def test_the_server_window_is_a_number_where_it_was_not_asked_for(handshake: Handshake, parameters: bytes) -> None:
    answer = require_deflate_agreed(handshake, b"permessage-deflate" + parameters)
    assert NAME not in answer or window_bits(answer.get(NAME))
