"""RFC 9112 §7, §7.2  Transfer Codings"""

from __future__ import annotations

import gzip

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.helpers.chunked import HELLO, exchange_chunked
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import DECODED_OR_REFUSED
from conformance.model import RECIPIENT, not_applicable

section = RFC9112.section("7", "Transfer Codings")

CASE_INSENSITIVE = section.implied(
    "case-insensitive",
    role=RECIPIENT,
    text="The names of transfer codings are case-insensitive.",
    hint="Put the coding into lower case (ASCII only) before it is compared.",
    rests_on=(DECODED_OR_REFUSED,),
)


@verifies(CASE_INSENSITIVE)
@pytest.mark.parametrize("coding", [b"CHUNKED", b"Chunked", b"cHuNkEd", b"chunkeD"])
def test_the_coding_counts_in_any_case(http: Http, coding: bytes) -> None:
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: " + coding + b"\r\n\r\n" + HELLO)
    assert exchange.accepted
    assert exchange.content == b"hello"


NO_PARAMETERS = RFC9112.section("7.2", "Transfer Codings for Compression").should(
    "parameters-of-compressions-are-an-error",
    role=RECIPIENT,
    text="Treat a parameter of gzip, deflate or compress in Transfer-Encoding as an error.",
    hint="These codings have no parameters: compare the whole member of the list with the name.",
)


@verifies(NO_PARAMETERS)
@pytest.mark.parametrize("coding", [b"gzip;a=b", b"gzip; q=1"])
def test_a_compression_with_a_parameter_is_rejected(http: Http, coding: bytes) -> None:
    zipped = gzip.compress(b"hello", mtime=0)
    body = b"\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(zipped), zipped)
    plain = http.compare(UPLOAD + b"Transfer-Encoding: gzip, chunked" + body)
    if plain.answer not in REJECTED and plain.content != b"hello":
        not_applicable("the target does not know gzip, and does not say so, which RFC 9112 §6.1 judges")
    exchange = http.reconnect().exchange(UPLOAD + b"Transfer-Encoding: " + coding + b", chunked" + body)
    assert exchange.answer in REJECTED
