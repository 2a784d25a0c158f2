"""RFC 6455 §4.2.1  Reading the Client's Opening Handshake: the fields of WebSocket, and the handshake as a whole"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.rfc6455 import RFC6455

section = RFC6455.section("4.2.1", "Reading the Client's Opening Handshake")

KEY_NEEDED = section.must(
    "key-needed",
    role=SERVER,
    text="Do not switch to WebSocket on a request without a Sec-WebSocket-Key, or with an empty one.",
    hint="Check that the field is there and not empty before you compute the accept value; otherwise answer 400.",
)


@verifies(KEY_NEEDED)
@pytest.mark.parametrize("line", [b"", b"Sec-WebSocket-Key:\r\n", b"Sec-WebSocket-Key: \t\r\n"])
def test_a_key_is_needed(handshake: Handshake, line: bytes) -> None:
    assert handshake.declines(REQUEST.replace(b"Sec-WebSocket-Key: {key}\r\n", line))


KEY_IS_BASE64 = section.must(
    "key-is-base64",
    role=SERVER,
    text="Refuse a key without the grammar of base64 (§4.3): groups of four characters, the last one with padding.",
    hint="Match the key with `^[A-Za-z0-9+/]{22}==$`; nothing needs to be decoded for that.",
)


@verifies(KEY_IS_BASE64)
@pytest.mark.parametrize(
    "key", [b"MTIzNDU2Nzg5MDEyMzQ1N!==", b"MTIzNDU2Nzg5MDEyMzQ1Ng"], ids=["not-base64", "no-padding"]
)
def test_a_key_that_is_not_base64_is_refused(handshake: Handshake, key: bytes) -> None:
    handshake = require_refusal_of(b"", handshake)
    assert handshake.declines(REQUEST.replace(b"{key}", key))


KEY_OF_16_OCTETS = section.should(  # a MUST for a server that notices it; but it need not decode the key (§4.2.2)
    "key-of-16-octets",
    role=SERVER,
    text="Refuse a key that is not base64 of 16 octets.",
    hint="Match 22 characters of the base64 alphabet followed by `==`.",
)


@verifies(KEY_OF_16_OCTETS)
@pytest.mark.parametrize(
    "key",
    [
        b"MTIzNDU2Nzg5MDEyMzQ1",
        b"MTIzNDU2Nzg5MDEyMzQ1Njc=",
        b"MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
        b"A" * 1000,
    ],
    ids=["15-octets", "17-octets", "32-octets", "1000-characters"],
)
def test_a_key_that_is_not_of_16_octets_is_refused(handshake: Handshake, key: bytes) -> None:
    handshake = require_refusal_of(b"MTIzNDU2Nzg5MDEyMzQ1N!==", handshake)
    assert handshake.declines(REQUEST.replace(b"{key}", key))


def require_refusal_of(key: bytes, handshake: Handshake) -> Handshake:
    """Return another connection; not applicable if a key that is worse is accepted, which another case judges."""
    with handshake.attempt.aside("a key that is worse, for comparison"):
        if not handshake.declines(REQUEST.replace(b"{key}", key)):
            not_applicable(f"the target accepts the key {key.decode()!r}, which another case judges")
        return handshake.reconnect()


KEY_BARE = section.implied(
    "key-without-whitespace",
    role=SERVER,
    text="Whitespace around the key is not part of it.",
    hint="Strip the value of a field before you use it.",
)


@verifies(KEY_BARE)
@pytest.mark.parametrize("key", [b"   {key}", b"{key}  ", b"\t{key}\t"], ids=["before", "after", "tabs"])
def test_whitespace_around_the_key_is_not_of_it(handshake: Handshake, key: bytes) -> None:
    assert handshake.opens(REQUEST.replace(b"{key}", key))


VERSION_13 = section.must(
    "version-13",
    role=SERVER,
    text="Do not switch to WebSocket on a request whose Sec-WebSocket-Version is not 13, nor another the server lists.",
    hint="Compare the value with `13`, octet for octet, and refuse a second field line.",
)


@verifies(VERSION_13)
@pytest.mark.parametrize(
    "lines",
    [
        b"",
        b"Sec-WebSocket-Version:\r\n",
        *(
            b"Sec-WebSocket-Version: %b\r\n" % version
            for version in (b"0", b"12", b"14", b"25", b"255", b"256", b"-1", b"abc", b"13x", b"1 3", b"013", b"13, 8")
        ),
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 8\r\n",
    ],
)
def test_only_version_13_is_upgraded(handshake: Handshake, lines: bytes) -> None:
    assert handshake.declines(REQUEST.replace(b"Sec-WebSocket-Version: 13\r\n", lines))


@verifies(VERSION_13)
@pytest.mark.parametrize("version", [b"7", b"8"])
def test_a_draft_is_upgraded_only_where_it_is_listed(handshake: Handshake, version: bytes) -> None:
    listed = handshake.answer(REQUEST.replace(b"13", b"255", 1)).members("Sec-WebSocket-Version")
    declined = handshake.reconnect().declines(REQUEST.replace(b"Version: 13", b"Version: " + version))
    assert declined or version in listed


ANY_ORDER = section.implied(
    "fields-in-any-order",
    role=SERVER,
    text="Field names are case-insensitive, their order does not matter, and fields that are unknown are ignored.",
    hint="Bring names to lower case, and look fields up by name.",
)


@verifies(ANY_ORDER)
@pytest.mark.parametrize(
    "request_",
    [
        b"GET {path} HTTP/1.1\r\nhOST: {host}\r\nuPGRADE: websocket\r\nCONNECTION: Upgrade\r\n"
        b"SEC-WEBSOCKET-KEY: {key}\r\nsec-websocket-version: 13\r\n{origin}{fields}\r\n",
        b"GET {path} HTTP/1.1\r\n{fields}{origin}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nHost: {host}\r\n\r\n",
        REQUEST[:-2] + b"X-Unknown: a\r\nSec-WebSocket-Unknown: b\r\nX-Empty:\r\n\r\n",
    ],
    ids=["names-in-any-case", "reversed", "unknown-fields"],
)
def test_names_in_any_case_and_fields_in_any_order(handshake: Handshake, request_: bytes) -> None:
    assert handshake.opens(request_)


ANY_SEGMENTS = section.implied(
    "any-segments",
    role=SERVER,
    text="A handshake is the same however its octets are spread over TCP segments.",
    hint="Read until the empty line, however often you have to read.",
)


@verifies(ANY_SEGMENTS)
@pytest.mark.parametrize(
    "cut",
    [b"GE", b"Sec-Web", b"Upgrade\r", b"\r\n\r", b"\r\n"],
    ids=["in-the-method", "in-a-name", "in-a-line-end", "in-the-empty-line", "after-the-request-line"],
)
def test_a_handshake_in_two_segments(handshake: Handshake, cut: bytes) -> None:
    octets = handshake.fill(REQUEST)
    at = (octets.rindex(cut) if cut.endswith(b"\r\n\r") else octets.index(cut)) + len(cut)
    handshake.stream.send(octets[:at])
    handshake.pause()
    assert handshake.opens(octets[at:])


@verifies(ANY_SEGMENTS)
def test_a_handshake_octet_by_octet(handshake: Handshake) -> None:
    octets = handshake.fill(REQUEST)
    for octet in octets[:-1]:
        handshake.stream.send(bytes([octet]))
    assert handshake.opens(octets[-1:])
