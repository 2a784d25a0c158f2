"""RFC 7692 §7.1.2.2  The "client_max_window_bits" Extension Parameter"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.handshake import Handshake
from conformance.websocket.helpers.offers import require_deflate_agreed, window_bits
from conformance.websocket.rfc7692 import RFC7692

section = RFC7692.section("7.1.2.2", 'The "client_max_window_bits" Extension Parameter')

NAME = b"client_max_window_bits"

ONLY_IF_OFFERED = section.must_not(
    "only-if-offered",
    role=SERVER,
    text="Do not answer with client_max_window_bits where the offer does not have it.",
    hint="A client that does not offer it may be unable to compress in a smaller window.",
)


@verifies(ONLY_IF_OFFERED)
@pytest.mark.parametrize(
    "parameters",
    [b"", b"; server_max_window_bits=10", b"; server_no_context_takeover", b"; client_no_context_takeover"],
    ids=lambda parameters: parameters.decode().removeprefix("; ") or "none",
)
def test_no_client_window_is_set_unasked(handshake: Handshake, parameters: bytes) -> None:
    assert NAME not in require_deflate_agreed(handshake, b"permessage-deflate" + parameters)


VALUE = section.implied(
    "value",
    role=SERVER,
    text="Give client_max_window_bits in an answer a value from 8 to 15 without leading zeros.",
    hint="Accept the parameter without a value in an offer, but always give it one in the answer.",
)


@verifies(VALUE)
@pytest.mark.parametrize("value", [b"", *[b"=%d" % bits for bits in range(8, 16)]])
def test_the_client_window_is_a_number(handshake: Handshake, value: bytes) -> None:
    answer = require_deflate_agreed(handshake, b"permessage-deflate; client_max_window_bits" + value)
    assert NAME not in answer or window_bits(answer.get(NAME))
