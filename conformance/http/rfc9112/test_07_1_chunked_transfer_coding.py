"""RFC 9112 §7.1  Chunked Transfer Coding: what is well-formed"""

from __future__ import annotations

import hashlib

import pytest

from conformance.harness.case.properties import example, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.bounds import LIMIT
from conformance.http.exchange import Exchange
from conformance.http.helpers.chunked import (
    HEAD,
    HELLO,
    decoded,
    exchange_chunked,
    require_chunked,
    require_transfer_codings,
    stopped_at_error,
)
from conformance.http.peer import Http
from conformance.http.requests import SENTINEL, UPLOAD
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import DECODED_OR_REFUSED
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.strategies.well_formed import chunks, segments
from conformance.http.wire import Closed
from conformance.model import RECIPIENT, inconclusive_unless, not_applicable

section = RFC9112.section("7.1", "Chunked Transfer Coding")

COMPLETE_AT_ZERO = section.implied(
    "complete-at-zero",
    role=RECIPIENT,
    text="The coding is complete with a chunk of size 0 and an empty line; before that, the content is not complete.",
    hint="Read on until the last chunk; how much has arrived so far says nothing.",
)


@verifies(COMPLETE_AT_ZERO)
@pytest.mark.parametrize("body", [b"", b"5\r\n", b"5\r\nhel", b"5\r\nhello", b"5\r\nhello\r\n", b"5\r\nhello\r\n0"])
def test_content_without_its_end_is_waited_for(http: Http, body: bytes) -> None:
    answer = http.answer(HEAD + body)
    require_chunked(http)
    assert answer not in ACCEPTED


DECODE = section.must(
    "decode",
    role=RECIPIENT,
    text="Parse and decode the chunked transfer coding: the content is the data of all chunks, in order.",
    hint="Read a line, its hexadecimal size, so many octets and CRLF until a size of 0; then lines until an empty one.",
)


@verifies(DECODE)
def test_the_content_is_the_data_of_the_chunk(http: Http) -> None:
    exchange = require_transfer_codings(http, HEAD + HELLO)
    if not exchange.accepted:
        not_applicable("the target does not serve well-formed chunked content: see RFC 9112 §6.1")
    assert exchange.content == b"hello"


@verifies(DECODE)
@pytest.mark.parametrize(
    ("body", "content"),
    [
        pytest.param(b"1\r\nh\r\n1\r\ne\r\n1\r\nl\r\n1\r\nl\r\n1\r\no\r\n0\r\n\r\n", b"hello", id="one-octet-each"),
        pytest.param(b"0\r\n\r\n", b"", id="no-chunk"),
        pytest.param(b"a\r\n0123456789\r\n0\r\n\r\n", b"0123456789", id="lower-case-size"),
        pytest.param(b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789", id="upper-case-size"),
        pytest.param(b"1a\r\n" + b"x" * 26 + b"\r\n0\r\n\r\n", b"x" * 26, id="two-digits"),
        pytest.param(b"AbC\r\n" + b"x" * 0xABC + b"\r\n0\r\n\r\n", b"x" * 0xABC, id="mixed-case-size"),
        pytest.param(b"05\r\nhello\r\n0\r\n\r\n", b"hello", id="leading-zero"),
        pytest.param(b"00000005\r\nhello\r\n0\r\n\r\n", b"hello", id="leading-zeros"),
        pytest.param(b"0000000000005\r\nhello\r\n0\r\n\r\n", b"hello", id="twelve-leading-zeros"),
        pytest.param(b"5\r\nhello\r\n000\r\n\r\n", b"hello", id="last-chunk-of-zeros"),
        pytest.param(b"100\r\n" + bytes(range(256)) + b"\r\n0\r\n\r\n", bytes(range(256)), id="every-octet"),
        pytest.param(b"4\r\n\r\n\r\n\r\n0\r\n\r\n", b"\r\n\r\n", id="line-ends-as-data"),
        pytest.param(b"5\r\n0\r\n\r\n\r\n0\r\n\r\n", b"0\r\n\r\n", id="last-chunk-as-data"),
    ],
)
def test_the_content_is_the_data_of_all_chunks(http: Http, body: bytes, content: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + body)
    assert exchange.accepted
    assert exchange.content == content


@verifies(DECODE)
def test_the_next_request_begins_after_the_empty_line(http: Http) -> None:
    first, second = HEAD + HELLO, HEAD + b"5\r\nworld\r\n0\r\n\r\n"
    require_chunked(http)
    http.require_pair()
    exchange = http.pipeline(first, second, SENTINEL)
    if exchange.served_then_closed:
        not_applicable("the target keeps no connection open after chunked content")
    assert all(answer in ACCEPTED for answer in exchange.answers)
    assert len(exchange.answers) == 3 or (len(exchange.answers) == 2 and isinstance(exchange.end, Closed))
    assert exchange.answers[1].content == b"world" or "echo" not in http.attempt.target.capabilities


@verifies(DECODE)
@examples(chunks)
def test_the_content_is_the_data_of_any_chunks(http: Http, chunks: tuple[bytes, bytes]) -> None:
    body, content = chunks
    assert decoded(http, HEAD + body, content)


@pytest.mark.alone
@verifies(DECODE)
@pytest.mark.rests_on(COMPLETE_AT_ZERO)  # who does not wait for the last chunk loses what has not arrived
def test_a_megabyte_is_decoded_or_refused(http: Http) -> None:
    content = b"".join(b"%08d" % number * 1024 for number in range(127))
    chunks = [b"2000\r\n" + content[at : at + 0x2000] + b"\r\n" for at in range(0, len(content), 0x2000)]
    http.limit = 2 * LIMIT  # an echo may have a long head, and small chunks
    exchange = exchange_chunked(http, HEAD + b"".join(chunks) + b"0\r\n\r\n")
    inconclusive_unless(not exchange.still_waiting, "no answer to a megabyte within the patience")
    if exchange.answer not in REJECTED:
        assert exchange.accepted
        assert hashlib.sha256(exchange.content).digest() == hashlib.sha256(content).digest()


STREAM = section.must(
    "decode-a-stream",
    role=RECIPIENT,
    text="Decode the chunked transfer coding wherever its octets are cut into segments.",
    hint="Read from a buffer that is filled until a whole line, or all octets of a chunk, are there.",
    rests_on=(DECODE, WHATEVER_THE_SEGMENTS, COMPLETE_AT_ZERO),
)

STREAMED = b"5\r\nhello\r\n1\r\n,\r\n6\r\n world\r\n0\r\n\r\n"
ALL_PARTS = b"05;a=b\r\nhello\r\n7\r\n, world\r\n0\r\nX-A: b\r\n\r\n"  # leading zero, extension and trailer as well


@verifies(STREAM)
@pytest.mark.parametrize("cut", range(len(STREAMED)))
def test_two_segments_make_one_content(http: Http, cut: int) -> None:
    exchange = exchange_in_two(http, STREAMED, cut)
    require_chunked(http)
    assert exchange.accepted
    assert exchange.content == b"hello, world"


@verifies(STREAM)
@pytest.mark.parametrize("cut", range(1, len(ALL_PARTS)))
def test_two_segments_of_all_that_chunks_may_have_are_read_as_one(http: Http, cut: int) -> None:
    exchange = exchange_in_two(http, ALL_PARTS, cut)
    if not (exchange.accepted and exchange.content == b"hello, world"):
        whole = http.compare(HEAD + ALL_PARTS)
        if not (whole.accepted and whole.content == b"hello, world"):
            not_applicable("the target does not serve such chunks in one segment either, which other cases judge")
    assert exchange.accepted
    assert exchange.content == b"hello, world"


def exchange_in_two(http: Http, body: bytes, cut: int) -> Exchange:
    http.send(HEAD + body[:cut])
    http.pause()
    return http.exchange(body[cut:])


@verifies(STREAM)
def test_a_segment_for_each_octet_makes_one_content(http: Http) -> None:
    http.send(HEAD)
    for octet in STREAMED:
        http.send(bytes([octet]))
    exchange = http.exchange(b"")
    require_chunked(http)
    assert exchange.accepted
    assert exchange.content == b"hello, world"


@verifies(STREAM)
@example([1] * len(STREAMED))
@examples(segments)
def test_any_segments_make_one_content(http: Http, sizes: list[int]) -> None:
    http.send_in_segments(HEAD + STREAMED, sizes, since=len(http.fill(HEAD)))
    exchange = http.answers(HEAD)
    require_chunked(http)
    assert exchange.answer in ACCEPTED
    assert exchange.content == b"hello, world"


LARGE_SIZES = section.must(
    "large-sizes",
    role=RECIPIENT,
    text="Expect large sizes: no overflow and no loss of precision, however many hexadecimal digits there are.",
    hint="Limit the value before the multiplication, or use integers without limit; refuse what is too large.",
    rests_on=(DECODE, COMPLETE_AT_ZERO),
)


@verifies(LARGE_SIZES)
@pytest.mark.parametrize(
    "size",
    [
        b"10005",
        b"7fffffff",
        b"80000005",
        b"100000005",
        b"7fffffffffffffff",
        b"8000000000000005",
        b"fffffffffffffffb",
        b"10000000000000005",
        pytest.param(b"1" + b"0" * 31 + b"5", id="2^128+5"),
        pytest.param(b"f" * 40, id="forty-f"),
    ],
)
def test_a_large_size_is_refused_or_waited_for(http: Http, size: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + size + b"\r\nworld\r\n0\r\n\r\n")
    assert exchange.still_waiting or stopped_at_error(exchange)


@verifies(LARGE_SIZES)
@pytest.mark.parametrize("bits", [16, 32, 64, 128])
def test_a_power_of_two_is_not_the_last_chunk(http: Http, bits: int) -> None:
    exchange = exchange_chunked(http, HEAD + b"%x\r\n\r\n" % (1 << bits))
    assert exchange.still_waiting or stopped_at_error(exchange)


@verifies(LARGE_SIZES)
@pytest.mark.parametrize("zeros", [15, 16, 20, 64, 200])
def test_leading_zeros_do_not_hide_the_size(http: Http, zeros: int) -> None:
    exchange = exchange_chunked(http, HEAD + b"0" * zeros + b"2\r\n\r\n\r\n0\r\n\r\n")
    assert not exchange.still_waiting
    assert stopped_at_error(exchange) or exchange.content == b"\r\n"


NO_PARAMETERS = section.should(
    "no-parameters",
    role=RECIPIENT,
    text="Take parameters of chunked in Transfer-Encoding for an error.",
    hint="chunked has no parameters: compare the whole list member, not what stands before the semicolon.",
    rests_on=(DECODED_OR_REFUSED,),
)


@verifies(NO_PARAMETERS)
@pytest.mark.parametrize("parameters", [b";a=b", b" ; a=b", b';a="b"', b";q=1", b";a=b;c=d"])
def test_parameters_of_chunked_are_an_error(http: Http, parameters: bytes) -> None:
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: chunked" + parameters + b"\r\n\r\n" + HELLO)
    assert exchange.answer in REJECTED
