"""RFC 9112 §7.1  Chunked Transfer Coding: what is not its end"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.helpers.chunked import HEAD, exchange_chunked
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import RECIPIENT

section = RFC9112.section("7.1", "Chunked Transfer Coding")

END_IS_AN_EMPTY_LINE = section.implied(
    "end-is-an-empty-line",
    role=RECIPIENT,
    text="The last chunk is followed by field lines and an empty line: no two octets stand for the final CRLF.",
    hint="After the chunk of size 0 read lines until an empty one.",
)


@verifies(END_IS_AN_EMPTY_LINE)
@pytest.mark.parametrize("octets", [b"XX", b"  ", b"\x00\x00", b"0\r"])
def test_two_other_octets_do_not_end_the_content(http: Http, octets: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5\r\nhello\r\n0\r\n" + octets)
    assert exchange.answer in REJECTED or not exchange.sentinel_served
