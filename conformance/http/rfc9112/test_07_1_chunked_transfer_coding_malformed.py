"""RFC 9112 §7.1  Chunked Transfer Coding: what does not match the grammar"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.helpers.chunked import HEAD, WORLD, exchange_chunked, stopped_at_error
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.strategies.well_formed import invalid_chunk_size
from conformance.model import RECIPIENT

section = RFC9112.section("7.1", "Chunked Transfer Coding")

SIZE_IS_HEXADECIMAL = section.implied(
    "size-is-hexadecimal",
    role=RECIPIENT,
    text="A chunk size is one or more hexadecimal digits (ASCII) and nothing else; a line without one is refused.",
    hint="Check every octet before the conversion: int(), strtol() and parseInt() take signs, spaces, 0x and more.",
)

NO_SIZES = (
    *(b"0x5", b"0X5", b"x5", b"#5", b"+5", b"-5", b"0_5", b"5_", b"5.0", b"5,5", b"5+0", b"5=5"),
    *(b" 5", b"\t5", b"\x0b5", b"\x0c5", b"\x005", b"\xa05", b"5\x00", b"5\x0b", b"5\x0c", b"5\x85", b"5\xa0"),
    *(b"5g", b"5h", b"5L", b"5these", b'"5"'),
    *(b"\xef\xbc\x95", b"\xd9\xa5", b"\xef\xbb\xbf5"),  # U+FF15 and U+0665 are digits, too; a byte order mark
)


@verifies(SIZE_IS_HEXADECIMAL)
@pytest.mark.parametrize("size", NO_SIZES)
def test_what_is_no_size_is_refused(http: Http, size: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + size + b"\r\nhello\r\n" + WORLD)
    assert stopped_at_error(exchange)


NO_ZEROS = (b"", b"g", b"x", b"0x0", b"0x", b"-0", b"+0", b"zero", b";", b";a=b")


@verifies(SIZE_IS_HEXADECIMAL)
@pytest.mark.parametrize("size", NO_ZEROS)
def test_what_is_no_size_does_not_end_the_content(http: Http, size: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + size + b"\r\n\r\n")
    assert stopped_at_error(exchange)


@verifies(SIZE_IS_HEXADECIMAL)
@examples(invalid_chunk_size)
def test_no_octet_but_hexadecimal_digits_is_part_of_a_size(http: Http, size: bytes) -> None:
    http.send(HEAD + size + b"\r\nhello\r\n" + WORLD)
    http.half_close()
    answer = http.receive()
    assert answer not in ACCEPTED or b"world" not in answer.content


DATA_ENDS_WITH_CRLF = section.implied(
    "data-ends-with-crlf",
    role=RECIPIENT,
    text="The data of a chunk has exactly as many octets as its size says, and CRLF follows; anything else is refused.",
    hint="Read size octets, then two more, and compare these with CRLF instead of skipping them.",
)

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


@verifies(DATA_ENDS_WITH_CRLF)
@pytest.mark.parametrize("chunk", WRONG_ENDS)
def test_data_without_crlf_where_it_ends_is_refused(http: Http, chunk: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + chunk + WORLD)
    assert stopped_at_error(exchange)


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
