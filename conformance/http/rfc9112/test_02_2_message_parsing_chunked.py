"""RFC 9112 §2.2  Message Parsing, of a chunked body"""

from __future__ import annotations

import re

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.exchange import Exchange
from conformance.http.helpers.chunked import HEAD, WORLD, exchange_chunked, require_chunked, stopped_at_error
from conformance.http.helpers.twins import require_twin
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding import DECODE
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding_malformed import END_IS_AN_EMPTY_LINE
from conformance.http.rfc9112.test_09_3_persistence_chunked import BROKEN_CHUNKS_CLOSE
from conformance.http.rfc9112.test_11_2_request_smuggling_syntax import AMBIGUOUS_CHUNK, LINE_FEED_IN_CHUNK_LINE
from conformance.http.strategies.well_formed import invalid_chunk_size
from conformance.model import RECIPIENT, SERVER

section = RFC9112.section("2.2", "Message Parsing")

BAD_CHUNKS = section.should(
    "bad-chunks",
    role=SERVER,
    text="Answer 400 and close the connection when a chunked body does not match the grammar.",
    hint="Read the chunks strictly: CRLF only, hexadecimal digits only. What §2.2 allows of a bare LF is for start "
    "line and fields.",
    aliases=("rfc9112/7.1/size-is-hexadecimal", "rfc9112/7.1/data-ends-with-crlf", "rfc9112/7.1.1/no-lf-within"),
    rests_on=(BROKEN_CHUNKS_CLOSE,),
)

# where such a fault shows a hidden request, that is reported in its place
MAY_HIDE = pytest.mark.rests_on(AMBIGUOUS_CHUNK)
LF_MAY_HIDE = pytest.mark.rests_on(LINE_FEED_IN_CHUNK_LINE)

NO_SIZES = (
    *(b"0x5", b"0X5", b"x5", b"#5", b"+5", b"-5", b"0_5", b"5_", b"5.0", b"5,5", b"5+0", b"5=5"),
    *(b" 5", b"\t5", b"\x0b5", b"\x0c5", b"\x005", b"\xa05", b"5\x00", b"5\x0b", b"5\x0c", b"5\x85", b"5\xa0"),
    *(b"5g", b"5h", b"5L", b"5these", b'"5"'),
    *(b"\xef\xbc\x95", b"\xd9\xa5", b"\xef\xbb\xbf5"),  # U+FF15 and U+0665 are digits, too; a byte order mark
)


@verifies(BAD_CHUNKS)
@MAY_HIDE
@pytest.mark.parametrize("size", NO_SIZES)
def test_what_is_no_size_is_a_bad_request(http: Http, size: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + size + b"\r\nhello\r\n0\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@MAY_HIDE
@examples(invalid_chunk_size)
def test_no_octet_but_hexadecimal_digits_is_part_of_a_size(http: Http, size: bytes) -> None:
    answer = http.answer(HEAD + size + b"\r\nhello\r\n" + WORLD)
    if answer.status != 400:
        require_chunked(http)
    assert answer.status == 400


NO_ZEROS = (b"", b"g", b"x", b"0x0", b"0x", b"-0", b"+0", b"zero", b";", b";a=b")


@verifies(BAD_CHUNKS)
@MAY_HIDE
@pytest.mark.parametrize("size", NO_ZEROS)
def test_what_is_no_last_chunk_is_a_bad_request(http: Http, size: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + size + b"\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


WRONG_ENDS = (
    pytest.param(b"5\r\nhello", id="no-crlf"),
    pytest.param(b"5\r\nhelloXX", id="two-other-octets"),
    pytest.param(b"5\r\nhello\n\r", id="lfcr"),
    pytest.param(b"5\r\nhello\r", id="cr"),
    pytest.param(b"5\r\nhello\rX", id="cr-and-another-octet"),
    pytest.param(b"5\r\nhelloX\r\n", id="one-octet-more"),
    pytest.param(b"3\r\nhello\r\n", id="two-octets-more"),
    pytest.param(b"1\r\nhello\r\n", id="four-octets-more"),
    pytest.param(b"5\r\nhel\r\n", id="two-octets-fewer"),
)


@verifies(BAD_CHUNKS)
@pytest.mark.rests_on(DECODE, AMBIGUOUS_CHUNK)
@pytest.mark.parametrize("chunk", WRONG_ENDS)
def test_data_without_crlf_where_it_ends_is_a_bad_request(http: Http, chunk: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + chunk + WORLD)
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            b"5\r\nhell\r\n0\r\n\r\n", id="one-octet-fewer", marks=pytest.mark.rests_on(DECODE, AMBIGUOUS_CHUNK)
        ),
        pytest.param(b"5\r\nhello\n0\r\n\r\n", id="data-ended-by-lf", marks=MAY_HIDE),
        pytest.param(b"5\nhello\r\n0\r\n\r\n", id="size-ended-by-lf"),
        pytest.param(b"5\r\nhello\r\n0\n\r\n", id="last-chunk-ended-by-lf"),
        pytest.param(b"5 \r\nhello\r\n0\r\n\r\n", id="sp-after-size", marks=MAY_HIDE),
        pytest.param(b"5\t\r\nhello\r\n0\r\n\r\n", id="htab-after-size", marks=MAY_HIDE),
        pytest.param(b"5\r\nhello\r\n0 \r\n\r\n", id="sp-after-last-chunk", marks=MAY_HIDE),
        pytest.param(b"5\r\nhello\r\n\r\n0\r\n\r\n", id="empty-line-before-last-chunk", marks=MAY_HIDE),
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
        pytest.param(b";a\n", marks=LF_MAY_HIDE),
        pytest.param(b";\n", marks=LF_MAY_HIDE),
        pytest.param(b" a", marks=MAY_HIDE),
        pytest.param(b" 5", marks=MAY_HIDE),
    ],
)
def test_a_malformed_extension_is_a_bad_request(http: Http, extension: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5" + extension + b"\r\nhello\r\n0\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@LF_MAY_HIDE
@pytest.mark.parametrize("line", [b"5;\nXXXXX\r\n", b"5;a\nXXXXX\r\n", b"5;a=\nXXXXX\r\n", b'5;a="\nXXXXX"\r\n'])
def test_a_lf_within_an_extension_is_a_bad_request(http: Http, line: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + line + b"world\r\n0\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(BAD_CHUNKS)
@pytest.mark.rests_on(END_IS_AN_EMPTY_LINE)
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
    chunks = HEAD + b"5\r\nhello\r\n"
    exchange = exchange_chunked(http, chunks + end)
    if not is_open(exchange):
        with_letters = re.sub(rb"\r(?!\n)", b"X", end)
        require_twin(
            http, chunks + with_letters, is_open, "the target takes other octets for the end as well: see §7.1"
        )
    assert is_open(exchange)


def is_open(exchange: Exchange) -> bool:
    """Whether the end of the chunks was not found, so that no other request was served."""
    return exchange.answer in REJECTED or not exchange.sentinel_served
