"""RFC 9110 §5.6.4  Quoted Strings"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.chunked import HEAD, require_transfer_codings
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import RECIPIENT, not_applicable

section = RFC9110.section("5.6.4", "Quoted Strings")

QUOTED_PAIR = section.must(
    "quoted-pair",
    role=RECIPIENT,
    text="In a quoted string that is processed, a backslash and the octet after it stand for that octet: an escaped "
    "quote does not end the string.",
    hint="Skip two octets at a backslash while looking for the closing quote.",
)


@verifies(QUOTED_PAIR)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(rb'"\""', id="a quote"),
        pytest.param(rb'"a\"b"', id="a quote amid letters"),
        pytest.param(rb'"\\"', id="a backslash"),
        pytest.param(rb'"\\\""', id="a backslash and a quote"),
        pytest.param(rb'"\a"', id="a letter"),
        pytest.param(rb'"\";\""', id="a semicolon between quotes"),
        pytest.param(b'"\\\t\\ "', id="whitespace"),
        pytest.param(b'"\\\xff"', id="obs-text"),
    ],
)
def test_a_quoted_pair_in_a_chunk_extension_is_understood(http: Http, value: bytes) -> None:
    quoted = b'"\t"' if b"\t" in value else b'"b"'  # some targets take no HTAB at all
    plain = require_transfer_codings(http, HEAD + b"5;a=" + quoted + b"\r\nhello\r\n0\r\n\r\n")
    if not plain.accepted or plain.content != b"hello":
        not_applicable("the target takes no chunk extension with such a quoted string: see RFC 9112 §7.1.1")
    exchange = http.reconnect().exchange(HEAD + b"5;a=" + value + b"\r\nhello\r\n0\r\n\r\n")
    assert exchange.accepted
    assert exchange.content == b"hello"
