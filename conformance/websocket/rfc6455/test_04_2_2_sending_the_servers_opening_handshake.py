"""RFC 6455 §4.2.2  Sending the Server's Opening Handshake"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import example, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Response, Silent
from conformance.model import SERVER, inconclusive_unless, not_applicable
from conformance.websocket.handshake import REQUEST, Conversation, Handshake, accept_of, offering
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.strategies.damage import KEY, LINES, accepts_of, damaged_handshake, handshake_of

section = RFC6455.section("4.2.2", "Sending the Server's Opening Handshake")

ACCEPT = section.must(
    "accept-for-the-key",
    role=SERVER,
    text="Sec-WebSocket-Accept is the base64 of the SHA-1 of the key, as text, and the GUID of the RFC.",
    hint='Do not decode the key: hash its 24 characters followed by "258EAFA5-E914-47DA-95CA-C5AB0DC85B11".',
)


@pytest.mark.baseline
@verifies(ACCEPT)
def test_a_valid_handshake_is_accepted(handshake: Handshake) -> None:
    assert handshake.opens()


@pytest.mark.baseline
@verifies(ACCEPT)
@pytest.mark.parametrize(
    "key",
    [
        b"dGhlIHNhbXBsZSBub25jZQ==",
        b"AAAAAAAAAAAAAAAAAAAAAA==",
        b"////////////////////+w==",
        b"+/+/+/+/+/+/+/+/+/+/+w==",
    ],
    ids=["of-the-rfc", "all-zero", "slashes", "plus-and-slash"],
)
def test_the_accept_is_for_the_key(handshake: Handshake, key: bytes) -> None:
    answer = handshake.answer(REQUEST.replace(b"{key}", key))
    assert answer.values("Sec-WebSocket-Accept") == [accept_of(key)]


@verifies(ACCEPT)
def test_the_accept_is_for_the_key_as_it_was_written(handshake: Handshake) -> None:
    """The last character of this key has bits that belong to no octet: a decoder may refuse it (RFC 4648 §3.5)."""
    key = b"dGhlIHNhbXBsZSBub25jZR=="
    answer = handshake.answer(REQUEST.replace(b"{key}", key))
    inconclusive_unless(not isinstance(answer, Silent), "there was no answer")
    if answer.status != 101:
        not_applicable("the target refuses a key whose unused bits are not zero, as it may")
    assert answer.values("Sec-WebSocket-Accept") == [accept_of(key)]


@verifies(ACCEPT)
@example(handshake_of(*LINES).replace(KEY, KEY + b"="))
@examples(damaged_handshake)
def test_whatever_is_wrong_a_101_is_for_the_key(handshake: Handshake, octets: bytes) -> None:
    """Where there is no key, no answer is for it: that it is refused, RFC 6455 §4.2.1 judges."""
    answer, accepts = handshake.answer(octets), accepts_of(octets)
    inconclusive_unless(not isinstance(answer, Silent), "there was no answer")
    assert answer.status != 101 or not accepts or answer.values("Sec-WebSocket-Accept") in accepts


UPGRADE = section.must(
    "upgrade-websocket",
    role=SERVER,
    text="The 101 has an Upgrade field with the value `websocket`.",
    hint="Write exactly `Upgrade: websocket`.",
)


@pytest.mark.baseline
@verifies(UPGRADE)
@pytest.mark.parametrize("name", [b"websocket", b"WebSocket", b"WEBSOCKET", b"wEBsOCKET"])
def test_the_101_names_websocket_in_upgrade(handshake: Handshake, name: bytes) -> None:
    answer = handshake.require_switch(REQUEST.replace(b": websocket", b": " + name))
    assert answer.members("Upgrade") == [b"websocket"]


CONNECTION = section.must(
    "connection-upgrade",
    role=SERVER,
    text="The 101 has a Connection field with the value `Upgrade`.",
    hint="Write exactly `Connection: Upgrade`.",
)


@pytest.mark.baseline
@verifies(CONNECTION)
@pytest.mark.parametrize(
    "options",
    [
        b"Upgrade",
        b"keep-alive, Upgrade",
        b"upgrade",
        b"UPGRADE",
        b"Upgrade,keep-alive",
        b"keep-alive\t,\t Upgrade",
        b"keep-alive\r\nConnection: Upgrade",
    ],
)
def test_the_101_names_upgrade_in_connection(handshake: Handshake, options: bytes) -> None:
    answer = handshake.require_switch(REQUEST.replace(b": Upgrade", b": " + options))
    assert b"upgrade" in answer.members("Connection")


VERSION_REFUSED = section.must(
    "version-refused-with-an-error",
    role=SERVER,
    text="Refuse a version that the server does not understand with an HTTP error code.",
    hint="Answer 426 or 400 before you look at the other fields.",
)


@verifies(VERSION_REFUSED)
@pytest.mark.parametrize("version", [b"0", b"12", b"25", b"255"])
def test_a_version_not_understood_is_refused_with_an_error(handshake: Handshake, version: bytes) -> None:
    answer = handshake.answer(REQUEST.replace(b"13", version, 1))
    if answer.status == 101:
        not_applicable("the target speaks every version, which other cases judge")
    assert isinstance(answer, Response)
    assert 400 <= answer.status <= 599


VERSIONS_LISTED = section.must(
    "versions-listed",
    role=SERVER,
    text="Say in Sec-WebSocket-Version, when a version is refused, which versions the server understands.",
    hint="Add `Sec-WebSocket-Version: 13` to the refusal.",
)


@verifies(VERSIONS_LISTED)
@pytest.mark.parametrize("version", [b"0", b"12", b"25", b"255"])
def test_a_refusal_lists_the_versions(handshake: Handshake, version: bytes) -> None:
    answer = handshake.answer(REQUEST.replace(b"13", version, 1))
    if not isinstance(answer, Response) or answer.status < 400:
        not_applicable("the target does not refuse the version with an error, which another case judges")
    assert b"13" in answer.members("Sec-WebSocket-Version")


NO_SUBPROTOCOL = section.must_not(
    "no-subprotocol-unasked",
    role=SERVER,
    text="Send no Sec-WebSocket-Protocol where no offered subprotocol is agreed to.",
    hint="Without an offer, or without one that you speak, leave the field out; it is never empty.",
)


@verifies(NO_SUBPROTOCOL)
def test_no_subprotocol_is_selected_unasked(handshake: Handshake) -> None:
    handshake.require_no_own(b"Sec-WebSocket-Protocol")
    assert not handshake.require_switch().values("Sec-WebSocket-Protocol")


SUBPROTOCOL_OFFERED = section.must(
    "subprotocol-of-the-offered",
    role=SERVER,
    text="The subprotocol selected is a single one of those that the client offered, letter for letter.",
    hint="Send back the client's own token: names of subprotocols are case-sensitive.",
)


@verifies(SUBPROTOCOL_OFFERED)
@pytest.mark.parametrize("offer", [b"conformance.invalid", b"conformance.invalid, other.invalid"])
def test_a_strange_subprotocol_is_not_replaced(handshake: Handshake, offer: bytes) -> None:
    selected = handshake.require_switch(offering(offer)).values("Sec-WebSocket-Protocol")
    assert selected == [] or selected in ([one] for one in offer.split(b", "))


@verifies(SUBPROTOCOL_OFFERED)
def test_a_subprotocol_in_another_case_is_another(handshake: Handshake) -> None:
    known = handshake.require_subprotocol()
    other = known.upper() if known.upper() != known else known.lower()
    if other == known:
        not_applicable("the subprotocol has no letters")
    answer = handshake.reconnect().require_switch(offering(other))
    assert answer.values("Sec-WebSocket-Protocol") in ([], [other])


SUBPROTOCOL_LIST = section.implied(
    "subprotocol-in-a-list",
    role=SERVER,
    text="Find a subprotocol that the server speaks wherever it stands in the offer, on whatever line.",
    hint="Join all lines of the field, split them at commas, and strip whitespace.",
)


@verifies(SUBPROTOCOL_LIST)
@pytest.mark.parametrize("how", ["in-a-list", "on-two-lines", "with-whitespace", "without-whitespace"])
def test_a_subprotocol_is_selected_from_the_offer(handshake: Handshake, how: str) -> None:
    known = handshake.require_subprotocol()
    offers = {
        "in-a-list": (b"a.invalid, " + known + b", b.invalid",),
        "on-two-lines": (b"a.invalid", known),
        "with-whitespace": (b"a.invalid \t,\t " + known,),
        "without-whitespace": (b"a.invalid," + known,),
    }
    answer = handshake.reconnect().answer(offering(*offers[how]))
    assert answer.values("Sec-WebSocket-Protocol") == [known]


EXTENSIONS_OFFERED = section.must_not(
    "extensions-of-the-offered",
    role=SERVER,
    text="List no extension that the client did not offer.",
    hint="Walk through the offers and select among them.",
)


@verifies(EXTENSIONS_OFFERED)
def test_no_extension_is_agreed_to_unasked(handshake: Handshake) -> None:
    handshake.require_no_own(b"Sec-WebSocket-Extensions")
    assert not handshake.require_switch().values("Sec-WebSocket-Extensions")


@verifies(EXTENSIONS_OFFERED)
def test_every_101_lists_offered_extensions_only(conversations: Conversations) -> None:
    def unoffered(one: Conversation) -> str | None:
        names = {name.partition(b";")[0].strip() for name in one.response.members("Sec-WebSocket-Extensions")}
        offered = {name.partition(b";")[0].strip().lower() for line in one.offered for name in line.split(b",")}
        return f"{sorted(names - offered)} was not offered" if names - offered else None

    conversations.each(unoffered)
