"""RFC 9112 §6.3  Message Body Length"""

from __future__ import annotations

import pytest

from conformance.harness.plugin import verifies
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112

section = RFC9112.section("6.3", "Message Body Length")

LENGTH_IN_OCTETS = section.implied(
    "content-length-in-octets",
    role="recipient",
    text="Without Transfer-Encoding, a valid Content-Length is the length of the content in octets.",
    hint="Read exactly that many octets; the next one begins the next request.",
)

INVALID_LENGTH = section.must(
    "invalid-content-length",
    role="server",
    text="Answer 400 and close the connection when Content-Length is invalid and Transfer-Encoding is absent.",
    hint="A Content-Length is one or more ASCII digits and nothing else.",
)


@verifies(LENGTH_IN_OCTETS)
@pytest.mark.parametrize("content", [b"", b"x", b"hello", bytes(range(256))], ids=len)
def test_content_has_as_many_octets_as_content_length_says(http: Http, content: bytes) -> None:
    exchange = http.exchange(
        b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\r\n\r\n" % len(content) + content
    )
    assert exchange.accepted
    assert exchange.content == content


@verifies(INVALID_LENGTH)
@pytest.mark.parametrize("length", [b"+5", b"-5", b"0x5", b"5 5", b"five", b"5x", b""])
def test_an_invalid_content_length_is_rejected(http: Http, length: bytes) -> None:
    exchange = http.exchange(b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: " + length + b"\r\n\r\nhello")
    assert exchange.answer.status == 400
    assert exchange.rejected
