"""RFC 9112 §2.2  Message Parsing, of a chunked body"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.helpers.chunked import HEAD, WORLD, exchange_chunked, stopped_at_error
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding_malformed import NO_SIZES, NO_ZEROS, WRONG_ENDS
from conformance.model import RECIPIENT, SERVER

section = RFC9112.section("2.2", "Message Parsing")

BAD_CHUNKS = section.should(
    "bad-chunks",
    role=SERVER,
    text="Answer 400 and close the connection when a chunked body does not match the grammar.",
    hint="Read the chunks strictly: CRLF only, hexadecimal digits only. What §2.2 allows of a bare LF is for start "
    "line and fields.",
)


@verifies(BAD_CHUNKS)
@pytest.mark.parametrize("size", NO_SIZES)
def test_what_is_no_size_is_a_bad_request(http: Http, size: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + size + b"\r\nhello\r\n0\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@pytest.mark.parametrize("size", NO_ZEROS)
def test_what_is_no_last_chunk_is_a_bad_request(http: Http, size: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + size + b"\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@pytest.mark.parametrize("chunk", WRONG_ENDS)
def test_data_without_crlf_where_it_ends_is_a_bad_request(http: Http, chunk: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + chunk + WORLD)
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"5\r\nhell\r\n0\r\n\r\n", id="one-octet-fewer"),
        pytest.param(b"5\r\nhello\n0\r\n\r\n", id="data-ended-by-lf"),
        pytest.param(b"5\nhello\r\n0\r\n\r\n", id="size-ended-by-lf"),
        pytest.param(b"5\r\nhello\r\n0\n\r\n", id="last-chunk-ended-by-lf"),
        pytest.param(b"5 \r\nhello\r\n0\r\n\r\n", id="sp-after-size"),
        pytest.param(b"5\t\r\nhello\r\n0\r\n\r\n", id="htab-after-size"),
        pytest.param(b"5\r\nhello\r\n0 \r\n\r\n", id="sp-after-last-chunk"),
        pytest.param(b"5\r\nhello\r\n\r\n0\r\n\r\n", id="empty-line-before-last-chunk"),
        pytest.param(b"\r\n5\r\nhello\r\n0\r\n\r\n", id="empty-line-before-first-chunk"),
    ],
)
def test_chunks_that_do_not_match_the_grammar_are_a_bad_request(http: Http, body: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + body)
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@pytest.mark.parametrize(
    "extension",
    [
        b";",
        b";;a=b",
        b";a=b;",
        b";=b",
        b";a=",
        b";a=b=c",
        b";a b",
        b";a=b c",
        b";a\x00=b",
        b";a=b\x00",
        b";a=\x0b",
        b";a=\x7f",
        b";a=\xe9",
        b";(a)=b",
        b";a=(b)",
        b";a/b",
        b";a,b",
        b';a="b',
        b';a=b"',
        b';a="b"c',
        b';a="\x00"',
        pytest.param(b';a="\\', id="lone-backslash"),
        b";a\rb",
        b";a=b\r",
        b";a\n",
        b";\n",
        b" a",
        b" 5",
    ],
)
def test_a_malformed_extension_is_a_bad_request(http: Http, extension: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5" + extension + b"\r\nhello\r\n0\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@pytest.mark.parametrize(
    "trailer",
    [
        b"no colon",
        b": no name",
        b"X : y",
        b"X\t: y",
        b"X y: z",
        b"X\x00: y",
        b"(X): y",
        b"X\xe9: y",
    ],
)
def test_a_malformed_trailer_field_is_a_bad_request(http: Http, trailer: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5\r\nhello\r\n0\r\n" + trailer + b"\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


CR_ENDS_NO_CHUNK_LINE = section.must(
    "cr-ends-no-chunk-line",
    role=RECIPIENT,
    text="A bare CR within a chunked body's lines is invalid, or is replaced by SP; it ends no line.",
    hint="Look for CRLF; a CR that no LF follows is an error.",
)


@verifies(CR_ENDS_NO_CHUNK_LINE)
@pytest.mark.parametrize("line", [b"5\r", b"5;a\r", b"5;a=b\r"])
def test_a_bare_cr_does_not_end_a_size(http: Http, line: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + line + b"world\r\n0\r\n\r\n")
    assert stopped_at_error(exchange)


@verifies(CR_ENDS_NO_CHUNK_LINE)
@pytest.mark.parametrize("end", [b"0\r\r\n", b"0\r\n\r", b"0\r\r", b"0\r\nX: y\r\r\n", b"0\r\nX: y\r\r"])
def test_a_bare_cr_does_not_end_the_content(http: Http, end: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5\r\nhello\r\n" + end)
    assert exchange.answer in REJECTED or not exchange.sentinel_served
