"""RFC 7692 §7  The "permessage-deflate" Extension"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.handshake import Conversation, Handshake
from conformance.websocket.helpers.offers import agreed_deflate, deflate_of
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.rfc7692 import RFC7692

section = RFC7692.section("7", 'The "permessage-deflate" Extension')

UNDEFINED = section.must(
    "decline-undefined-parameter",
    role=SERVER,
    text="Decline an offer with a parameter that is not defined for an offer.",
    hint="Know all the names in an offer, or decline it: a parameter that is passed over may be a condition.",
)


@verifies(UNDEFINED)
@pytest.mark.parametrize(
    "parameter", [b"conformance", b"conformance=1", b"mode=fast", b"max_window_bits=10", b"no_context_takeover"]
)
@pytest.mark.parametrize("beside", [b"", b"server_no_context_takeover; "], ids=["alone", "beside"])
def test_an_offer_with_an_undefined_parameter_is_declined(
    handshake: Handshake, beside: bytes, parameter: bytes
) -> None:
    assert agreed_deflate(handshake, b"permessage-deflate; " + beside + parameter) is None


INVALID = section.must(
    "decline-invalid-value",
    role=SERVER,
    text="Decline an offer with a parameter whose value is invalid.",
    hint="The windows are numbers from 8 to 15 without leading zeros; the no-context-takeover flags have no value.",
)

SERVER_WINDOW, CLIENT_WINDOW = b"server_max_window_bits", b"client_max_window_bits"


@verifies(INVALID)
@pytest.mark.parametrize("value", [b"", b"=0", b"=1", b"=7", b"=16", b"=08", b"=010", b"=1e1", b"=ten", b"=-10"])
def test_an_invalid_server_window_is_declined(handshake: Handshake, value: bytes) -> None:
    assert agreed_deflate(handshake, b"permessage-deflate; " + SERVER_WINDOW + value) is None


@verifies(INVALID)
@pytest.mark.parametrize("value", [b"=0", b"=1", b"=7", b"=16", b"=08", b"=010", b"=1e1", b"=ten", b"=-10"])
def test_an_invalid_client_window_is_declined(handshake: Handshake, value: bytes) -> None:
    assert agreed_deflate(handshake, b"permessage-deflate; " + CLIENT_WINDOW + value) is None


@verifies(INVALID)
@pytest.mark.parametrize("name", [b"server_no_context_takeover", b"client_no_context_takeover"])
@pytest.mark.parametrize("value", [b"1", b"true", b"10"])
def test_a_flag_with_a_value_is_declined(handshake: Handshake, name: bytes, value: bytes) -> None:
    assert agreed_deflate(handshake, b"permessage-deflate; %b=%b" % (name, value)) is None


REPEATED = section.must(
    "decline-repeated-parameter",
    role=SERVER,
    text="Decline an offer that names a parameter more than once.",
    hint="Count the names before they become keys of a map.",
)


@verifies(REPEATED)
@pytest.mark.parametrize(
    "parameters",
    [
        b"server_no_context_takeover; server_no_context_takeover",
        b"client_no_context_takeover; client_no_context_takeover",
        b"server_max_window_bits=10; server_max_window_bits=10",
        b"server_max_window_bits=10; server_max_window_bits=12",
        b"client_max_window_bits; client_max_window_bits",
        b"client_max_window_bits; server_no_context_takeover; client_max_window_bits=10",
    ],
)
def test_a_repeated_parameter_is_declined(handshake: Handshake, parameters: bytes) -> None:
    assert agreed_deflate(handshake, b"permessage-deflate; " + parameters) is None


DEFINED_ONCE = section.implied(
    "defined-parameters-once",
    role=SERVER,
    text="Answer with parameters that are defined for an answer, each once.",
    hint="There are four: server_ and client_no_context_takeover, server_ and client_max_window_bits.",
)

PARAMETERS = {
    b"server_no_context_takeover",
    b"client_no_context_takeover",
    b"server_max_window_bits",
    b"client_max_window_bits",
}


@verifies(DEFINED_ONCE)
def test_answers_have_defined_parameters_once(conversations: Conversations) -> None:
    def odd(conversation: Conversation) -> str | None:
        agreed = deflate_of(conversation)
        names = [name for name, _ in agreed.parameters] if agreed else []
        strange = [name for name in names if name not in PARAMETERS or names.count(name) > 1]
        return f"the answer has {strange[0].decode('latin-1')}" if strange else None

    conversations.each(odd, where=deflate_of)
