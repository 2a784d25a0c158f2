"""RFC 7692 §5  Extension Negotiation"""

from __future__ import annotations

import random

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable
from conformance.websocket.deflating import Deflating
from conformance.websocket.handshake import Handshake, agreed, refusal
from conformance.websocket.helpers.blocks import HELLO
from conformance.websocket.helpers.offers import (
    agreed_deflate,
    answer_to_offer,
    deflate_in,
    is_accepted_or_4xx,
    require_deflate,
    require_deflate_agreed,
)
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455.test_05_6_data_frames import BINARY_IS_ANYTHING
from conformance.websocket.rfc6455.test_06_1_sending_data import RIGHT_TYPE
from conformance.websocket.rfc6455.test_06_2_receiving_data import NEW_MESSAGE
from conformance.websocket.rfc7692 import RFC7692
from conformance.websocket.rfc7692.test_07_2_1_compression import EMPTY_BLOCK, NO_TAKEOVER, OWN_WINDOW
from conformance.websocket.rfc7692.test_07_2_2_decompression import CONTEXT
from conformance.websocket.wire import BINARY, RSV1, TEXT, Frame, frame

section = RFC7692.section("5", "Extension Negotiation")

ONE_OWNER = section.must_not(
    "one-owner-of-rsv1",
    role=SERVER,
    text="Agree to no two extensions that both use the RSV1 bit.",
    hint="However many offers of permessage-deflate there are, answer one of them.",
)

RSV1_OWNERS = (b"permessage-deflate", b"x-webkit-deflate-frame", b"permessage-bzip2", b"permessage-snappy")


@verifies(ONE_OWNER)
@pytest.mark.parametrize(
    "offers",
    [
        b"permessage-deflate, permessage-deflate",
        b"permessage-deflate, permessage-deflate; server_no_context_takeover",
        b"x-webkit-deflate-frame, permessage-deflate",
        b"permessage-deflate, x-webkit-deflate-frame",
    ],
)
def test_rsv1_is_given_to_one_extension(handshake: Handshake, offers: bytes) -> None:
    answer = answer_to_offer(handshake, offers)
    if refusal(answer, handshake.key):
        not_applicable("the target does not go on with these offers")
    owners = [extension for extension in agreed(answer) if extension.name in RSV1_OWNERS]
    assert len(owners) <= 1
    if not owners:
        require_deflate(handshake.reconnect())


NONE_AGREED = section.implied(
    "none-agreed",
    role=SERVER,
    text="Where the answer names no compression, go on without: RSV1 then means nothing.",
    hint="Set up compression from the answer that you send, not from the offer that came.",
)


@verifies(NONE_AGREED)
@pytest.mark.parametrize("offer", [b"x-conformance", b"permessage-deflate; server_max_window_bits=7"])
def test_rsv1_means_nothing_where_nothing_is_agreed(handshake: Handshake, offer: bytes) -> None:
    with handshake.attempt.aside("without an offer, for comparison"):
        if not WebSocket(handshake.attempt).fails(frame(TEXT, HELLO, rsv=RSV1)):
            not_applicable("the target passes over RSV1 where nothing is offered, which other cases judge")
    answer = answer_to_offer(handshake, offer)
    if refusal(answer, handshake.key) or deflate_in(answer):
        not_applicable("the target does not go on without compression")
    assert WebSocket(handshake.attempt, handshake=handshake).fails(frame(TEXT, HELLO, rsv=RSV1))


EARLIER_FIRST = section.should(
    "earlier-offer-first",
    role=SERVER,
    text="Of several offers, accept the first that you support.",
    hint="Try the offers in their order; one that must be declined does not decline those after it.",
)


@verifies(EARLIER_FIRST)
@pytest.mark.parametrize("parameter", [b"server_no_context_takeover", b"server_max_window_bits=10"])
def test_the_first_supported_offer_is_accepted(handshake: Handshake, parameter: bytes) -> None:
    first = b"permessage-deflate; " + parameter
    name = parameter.partition(b"=")[0]
    if name not in require_deflate_agreed(handshake, first):
        not_applicable(f"the target accepts {name.decode()} and does not say so: see §7.1")
    answer = agreed_deflate(handshake.reconnect(), first + b", permessage-deflate")
    assert answer is not None
    assert name in answer


@verifies(EARLIER_FIRST)
@pytest.mark.parametrize(
    "first", [b"x-conformance", b"permessage-deflate; conformance", b"permessage-deflate; server_max_window_bits=7"]
)
def test_an_offer_that_is_declined_leaves_the_next(handshake: Handshake, first: bytes) -> None:
    offers = first + b", permessage-deflate"
    if not is_accepted_or_4xx(answer_to_offer(handshake, offers)):
        not_applicable("the handshake fails, which another case judges")
    assert agreed_deflate(handshake.reconnect(), offers) is not None


# without a key word: if all offers are declined, both ends go on without compression. A server may still refuse the
# handshake, with a status that says that the client is at fault (RFC 6455 §4.2.2)
NO_ERROR = section.should(
    "declined-without-an-error",
    role=SERVER,
    text="Decline an offer by a 101 that does not name the extension, or refuse the handshake with a 4xx: an offer "
    "that cannot be accepted is no error of the server.",
    hint="Catch errors in the parameters of an offer, and go on to the next offer.",
)


@verifies(NO_ERROR)
@pytest.mark.parametrize(
    "parameters",
    [
        b"conformance",
        b"server_max_window_bits=7",
        b"server_max_window_bits=8",
        b"client_max_window_bits=ten",
        b"server_no_context_takeover=1",
        b"server_max_window_bits=10; server_max_window_bits=12",
    ],
)
def test_an_offer_that_is_declined_is_no_error(handshake: Handshake, parameters: bytes) -> None:
    assert is_accepted_or_4xx(answer_to_offer(handshake, b"permessage-deflate; " + parameters))


AS_AGREED = section.must(
    "as-agreed",
    role=SERVER,
    text="Exchange messages as the agreed parameters say.",
    hint="The answer binds both ends: what it says of windows and contexts holds for every message.",
    rests_on=(RIGHT_TYPE, NEW_MESSAGE, BINARY_IS_ANYTHING, EMPTY_BLOCK, OWN_WINDOW, NO_TAKEOVER, CONTEXT),
)


@verifies(AS_AGREED)
@pytest.mark.parametrize(
    "parameters",
    [
        b"",
        b"; server_no_context_takeover",
        b"; client_no_context_takeover",
        b"; server_no_context_takeover; client_no_context_takeover",
        b"; server_max_window_bits=9",
        b"; client_max_window_bits",
        b"; client_max_window_bits=9",
        b"; server_max_window_bits=10; client_max_window_bits=10",
        b"; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9; client_max_window_bits=9",
    ],
    ids=lambda parameters: parameters.decode().removeprefix("; ") or "none",
)
def test_messages_of_all_kinds_come_back_compressed_as_agreed(deflating: Deflating, parameters: bytes) -> None:
    websocket = deflating.reconnect(b"permessage-deflate" + parameters) if parameters else deflating
    noise = random.Random(0).randbytes(1500)
    payloads = [b"short", b"again and " * 200, noise, b"", noise, b"again and " * 200, bytes(5000), b"short"]
    messages = [Frame(BINARY, payload) for payload in payloads] + [Frame(TEXT, b"the end")]
    octets = [websocket.compressed(one.opcode, one.payload) for one in messages]
    assert websocket.delivers(b"".join(octets), *messages)
