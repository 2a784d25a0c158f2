"""RFC 9112 §7  Transfer Codings"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.chunked import HELLO, exchange_chunked
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9112 import RFC9112
from conformance.model import RECIPIENT

section = RFC9112.section("7", "Transfer Codings")

CASE_INSENSITIVE = section.implied(
    "case-insensitive",
    role=RECIPIENT,
    text="The names of transfer codings are case-insensitive.",
    hint="Put the coding into lower case (ASCII only) before it is compared.",
)


@verifies(CASE_INSENSITIVE)
@pytest.mark.parametrize("coding", [b"CHUNKED", b"Chunked", b"cHuNkEd", b"chunkeD"])
def test_the_coding_counts_in_any_case(http: Http, coding: bytes) -> None:
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: " + coding + b"\r\n\r\n" + HELLO)
    assert exchange.accepted
    assert exchange.content == b"hello"
