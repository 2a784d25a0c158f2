"""RFC 9112 §2.2  Message Parsing"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.rfc9112 import RFC9112

section = RFC9112.section("2.2", "Message Parsing")

EMPTY_LINE = section.should(
    "handshake-after-an-empty-line",
    role=SERVER,
    text="Ignore an empty line before the request line of a handshake.",
    hint="Skip CRLF before you look for a request line.",
)


@verifies(EMPTY_LINE)
def test_an_empty_line_before_the_handshake_is_ignored(handshake: Handshake) -> None:
    assert handshake.opens(b"\r\n" + REQUEST)


NO_GRAMMAR = section.should(
    "handshake-without-grammar",
    role=SERVER,
    text="Refuse a handshake with a line among its fields that is none.",
    hint="A field line is a token, a colon, and a value: answer 400 to all else, and close.",
)


@verifies(NO_GRAMMAR)
@pytest.mark.parametrize("line", [b"no colon", b": no name", b"a name: value", b"n\x00me: value"])
def test_a_line_that_is_no_field_is_refused(handshake: Handshake, line: bytes) -> None:
    assert handshake.declines(REQUEST[:-2] + line + b"\r\n\r\n")
