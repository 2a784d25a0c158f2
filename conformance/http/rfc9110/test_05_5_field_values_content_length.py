"""RFC 9110 §5.5  Field Values: whitespace around Content-Length, on which the framing hangs"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.helpers.framing import content_taken, framed_by_length, require_length
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9110.test_05_5_field_values import NO_NUL, TRIMMED


@verifies(TRIMMED)
@pytest.mark.parametrize(
    "field_line",
    [
        b"Content-Length:5",
        b"Content-Length:  5",
        b"Content-Length:\t5",
        b"Content-Length: \t 5",
        b"Content-Length: 5 ",
        b"Content-Length: 5\t",
        b"Content-Length:\t5 \t ",
        b"Content-Length:" + b" " * 200 + b"5" + b"\t" * 200,
    ],
)
def test_whitespace_around_a_length_changes_nothing(http: Http, field_line: bytes) -> None:
    octets = b"{upload} HTTP/1.1\r\nHost: {host}\r\n" + field_line + b"\r\n\r\nhello"
    assert passed_with_tabs(http, field_line, framed_by_length(http, octets, b"hello"))


@verifies(NO_NUL)
@pytest.mark.parametrize("value", [b"5\0", b"\x005", b"5\x00x", b"5\x000"])
def test_nul_beside_a_length_is_rejected_or_replaced(http: Http, value: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: " + value + b"\r\n\r\nhello")
    replaced = value.strip(b"\0") == b"5"
    require_length(http)
    assert exchange.answer in REJECTED or (replaced and content_taken(exchange, b"hello"))
