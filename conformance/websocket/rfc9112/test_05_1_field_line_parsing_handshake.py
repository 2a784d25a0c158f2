"""RFC 9112 §5.1  Field Line Parsing"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.rfc9112 import RFC9112

section = RFC9112.section("5.1", "Field Line Parsing")

NO_SPACE_NEEDED = section.implied(
    "handshake-without-a-space",
    role=SERVER,
    text="Read the field lines of a handshake that have no whitespace after the colon: it is optional.",
    hint="Split the field line at the colon alone, not at a colon and a space, and strip whitespace from the value.",
)


@verifies(NO_SPACE_NEEDED)
@pytest.mark.parametrize(
    "name", [b"Host", b"Upgrade", b"Connection", b"Sec-WebSocket-Key", b"Sec-WebSocket-Version"], ids=bytes.decode
)
def test_no_space_is_needed_after_the_colon(handshake: Handshake, name: bytes) -> None:
    assert handshake.opens(REQUEST.replace(name + b": ", name + b":", 1))


SPACE_BEFORE_COLON = section.must(
    "handshake-space-before-colon",
    role=SERVER,
    text="Refuse a handshake with whitespace between a field name and its colon.",
    hint="Split the field line at the first colon and reject a name that is not a token.",
)


@verifies(SPACE_BEFORE_COLON)
@pytest.mark.parametrize(
    ("name", "spaced"),
    [
        (b"Upgrade:", b"Upgrade :"),
        (b"Sec-WebSocket-Key:", b"Sec-WebSocket-Key\t:"),
        (b"{fields}", b"X-A : b\r\n{fields}"),
    ],
    ids=["Upgrade", "Sec-WebSocket-Key", "another"],
)
def test_whitespace_before_the_colon_is_refused(handshake: Handshake, name: bytes, spaced: bytes) -> None:
    assert handshake.declines(REQUEST.replace(name, spaced, 1))
