"""RFC 9112 §7.1  Chunked Transfer Coding: the trailer section behind the last chunk"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.chunked import HEAD, decoded, exchange_chunked
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding_malformed import END_IS_AN_EMPTY_LINE
from conformance.http.strategies.well_formed import trailers
from conformance.model import RECIPIENT

section = RFC9112.section("7.1", "Chunked Transfer Coding")

TRAILERS_READ = section.must(
    "read-trailer-section",
    role=RECIPIENT,
    text="Field lines may follow the last chunk, up to an empty line; they are retained or discarded (§7.1.2).",
    hint="After the chunk of size 0 read lines until an empty one: the next request begins there.",
    aliases=("rfc9112/7.1.2/read",),
    rests_on=(END_IS_AN_EMPTY_LINE,),  # who takes any two octets for the end knows no trailer
)


@verifies(TRAILERS_READ)
@pytest.mark.parametrize(
    "trailers",
    [
        b"X: y\r\n",
        b"X:\r\n",
        b"X: y\r\nX: z\r\nY: z\r\n",
        b"X: 0\r\n",
        b"X:\ty \r\n",
        b"x-0!#$%&'*+-.^_`|~: y\r\n",
        b"Digest: sha-256=abc\r\n",
        b"X: " + b"y" * 100 + b"\r\n",
    ],
)
def test_the_next_request_begins_after_the_trailer_section(http: Http, trailers: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5\r\nhello\r\n0\r\n" + trailers + b"\r\n")
    assert passed_with_tabs(http, trailers, exchange.accepted)
    assert exchange.content == b"hello"


@verifies(TRAILERS_READ)
@examples(trailers)
def test_any_trailer_section_is_read(http: Http, trailers: bytes) -> None:
    read = decoded(http, HEAD + b"5\r\nhello\r\n0\r\n" + trailers + b"\r\n", b"hello")
    assert passed_with_tabs(http, trailers, read)
