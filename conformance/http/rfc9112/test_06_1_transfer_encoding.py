"""RFC 9112 §6.1  Transfer-Encoding"""

from __future__ import annotations

import gzip
import zlib

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.exchange import Exchange
from conformance.http.helpers.chunked import HEAD, HELLO, exchange_chunked, require_http_1_1, require_transfer_codings
from conformance.http.helpers.framing import is_closing
from conformance.http.helpers.twins import SAME_WITH_ANOTHER, require_twin, with_unknown_name
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_05_field_syntax import ONE_LINE_ONE_FIELD
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.http.wire import Garbage
from conformance.model import RECIPIENT, SERVER, inconclusive_unless

section = RFC9112.section("6.1", "Transfer-Encoding")

PARSE_CHUNKED = section.must(
    "parse-chunked",
    role=RECIPIENT,
    text="Every recipient is able to parse the chunked transfer coding.",
    hint="Where Transfer-Encoding is chunked, read chunks until one of size 0, then the trailer section.",
)


@verifies(PARSE_CHUNKED)
def test_a_chunked_request_is_served(http: Http) -> None:
    assert require_transfer_codings(http, HEAD + HELLO).accepted


UNKNOWN_CODING = section.should(
    "unknown-coding",
    role=SERVER,
    text="Answer 501 to a request with a transfer coding that is not understood.",
    hint="Look up every coding of the list, not only the last one, before the body is read.",
)


@verifies(UNKNOWN_CODING)
@pytest.mark.parametrize("codings", [b"frob, chunked"])
def test_a_coding_that_nobody_knows_is_not_implemented(http: Http, codings: bytes) -> None:
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: " + codings + b"\r\n\r\n" + HELLO)
    assert exchange.answer.status == 501


@verifies(UNKNOWN_CODING)
@pytest.mark.parametrize(
    ("coding", "content"),
    [
        pytest.param(b"gzip", gzip.compress(b"hello", mtime=0), id="gzip"),
        pytest.param(b"x-gzip", gzip.compress(b"hello", mtime=0), id="x-gzip"),
        pytest.param(b"deflate", zlib.compress(b"hello"), id="deflate"),
    ],
)
def test_a_compression_is_undone_or_not_implemented(http: Http, coding: bytes, content: bytes) -> None:
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(content), content)
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: " + coding + b", chunked\r\n\r\n" + body)
    assert exchange.answer.status == 501 or exchange.content == b"hello"


@verifies(UNKNOWN_CODING)
def test_identity_is_nothing_to_undo_or_not_implemented(http: Http) -> None:
    # RFC 2616 §3.6 had this coding, and a server that still understands it finds nothing to decode.
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: identity, chunked\r\n\r\n" + HELLO)
    assert exchange.answer.status == 501 or exchange.content == b"hello"


IN_SEQUENCE = section.implied(
    "codings-in-sequence",
    role=RECIPIENT,
    text="Each coding of the list has been applied, in this order: what was chunked twice is decoded twice or refused.",
    hint="No sender may apply chunked twice; refuse the request. Do not fold equal codings into one.",
)


@verifies(IN_SEQUENCE)
@pytest.mark.parametrize("codings", [b"chunked, chunked", b"chunked\r\nTransfer-Encoding: chunked"])
def test_what_was_chunked_twice_is_decoded_twice_or_refused(http: Http, codings: bytes) -> None:
    body = b"f\r\n5\r\nhello\r\n0\r\n\r\n\r\n0\r\n\r\n"
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: " + codings + b"\r\n\r\n" + body)
    assert exchange.answer in REJECTED or exchange.content == b"hello"


CLOSE_AFTER_BOTH = section.must(
    "close-after-both",
    role=SERVER,
    text="Close the connection after the response to a request that has both Transfer-Encoding and Content-Length.",
    hint="Refuse such a request, or answer it by its Transfer-Encoding; close in either case.",
    rests_on=(NOTHING_AFTER_SAID,),
)

BOTH_ORDERS = (
    pytest.param(b"Transfer-Encoding: chunked\r\nContent-Length: 15\r\n\r\n", id="length-second"),
    pytest.param(b"Content-Length: 15\r\nTransfer-Encoding: chunked\r\n\r\n", id="length-first"),
)


@verifies(CLOSE_AFTER_BOTH)
@pytest.mark.cause
@pytest.mark.parametrize("fields", BOTH_ORDERS)
def test_the_connection_is_closed_after_transfer_encoding_with_content_length(http: Http, fields: bytes) -> None:
    exchange = exchange_chunked(http, UPLOAD + fields + HELLO)
    inconclusive_unless(not exchange.still_waiting, "no whole answer within the patience")
    assert len(exchange.answers) <= 1
    assert is_closing(exchange)


@verifies(CLOSE_AFTER_BOTH)
def test_a_transfer_encoding_after_a_bare_lf_does_not_count_and_keep_the_connection(http: Http) -> None:
    """A LF may end the line or spoil its value (§2.2, RFC 9110 §5.5): one length counts, or the other, and a close."""
    line, request = b"X: y\nTransfer-Encoding: chunked", UPLOAD + b"%b\r\nContent-Length: 10\r\n\r\n0\r\n\r\nhello"
    exchange = require_transfer_codings(http, request % line)
    if not closed_or_has_all_content(exchange):
        require_twin(http, request % with_unknown_name(line), closed_or_has_all_content, SAME_WITH_ANOTHER)
    assert closed_or_has_all_content(exchange)


def closed_or_has_all_content(exchange: Exchange) -> bool:
    return exchange.rejected or exchange.served_then_closed or exchange.content == b"0\r\n\r\nhello"


REJECT_BOTH = section.may(
    "reject-both",
    role=SERVER,
    text="A request with both Transfer-Encoding and Content-Length is rejected, or read by Transfer-Encoding alone.",
    untestable="either reaction conforms; that the length is not used is judged in §6.3, the close by close-after-both",
)

CLOSE_AFTER_HTTP_1_0 = section.must(
    "close-after-http-1.0",
    role=SERVER,
    text="Take the framing of an HTTP/1.0 request with Transfer-Encoding for faulty: close after processing it.",
    hint="A Transfer-Encoding in HTTP/1.0 ends the connection, whatever Connection or Content-Length say.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(CLOSE_AFTER_HTTP_1_0)
@pytest.mark.parametrize("length", [b"", b"Content-Length: 15\r\n"], ids=["no-length", "length"])
@pytest.mark.parametrize("option", [b"", b"Connection: keep-alive\r\n"], ids=["no-option", "keep-alive"])
def test_the_connection_is_closed_after_transfer_encoding_in_http_1_0(http: Http, option: bytes, length: bytes) -> None:
    fields = b"Transfer-Encoding: chunked\r\n" + length + option
    exchange = http.exchange(b"GET {path} HTTP/1.0\r\nHost: {host}\r\n" + fields + b"\r\n" + HELLO)
    reads_on = exchange.answer in ACCEPTED and isinstance(exchange.end, Garbage)  # it takes the content for a request
    closing = is_closing(exchange) and not reads_on
    http.close()
    require_http_1_1(http.open_another())
    inconclusive_unless(not exchange.still_waiting, "no whole answer within the patience")
    assert len(exchange.answers) <= 1
    assert closing


BY_ITS_NAME = section.implied(
    "by-its-name",
    role=RECIPIENT,
    text="A body is framed by Transfer-Encoding only where a field line begins with exactly this name, in any case.",
    hint="Compare whole names, octet for octet, after the field lines were split; refuse names that are not tokens.",
    rests_on=(ONE_LINE_ONE_FIELD,),
)


@verifies(BY_ITS_NAME)
@pytest.mark.parametrize(
    "field_line",
    [
        b"Transfer-Encoding\x00: chunked",
        b"Transfer-Encoding\x0b: chunked",
        b"Transfer-Encoding\x0c: chunked",
        b"Transfer-Encoding\r: chunked",
        b"Transfer-Encoding\x85: chunked",
        b"Transfer-Encoding\xa0: chunked",
        b"\x00Transfer-Encoding: chunked",
        b"\x0bTransfer-Encoding: chunked",
        b"\xa0Transfer-Encoding: chunked",
        b"Tran\xc5\xbffer-Encoding: chunked",  # U+017F, whose upper case is S
        b"Transfer-Encod\xc4\xb1ng: chunked",  # U+0131, whose upper case is I
        b"\xef\xbc\xb4ransfer-Encoding: chunked",  # U+FF34, a wide T
        b"Transfer\xe2\x80\x90Encoding: chunked",  # U+2010, a hyphen
        b"Transfer-Encoding chunked",
        b"X: y\rTransfer-Encoding: chunked",
        b"X: y\x00Transfer-Encoding: chunked",
        b"X: y\x85Transfer-Encoding: chunked",
    ],
)
def test_no_other_name_chunks_the_body(http: Http, field_line: bytes) -> None:
    request = UPLOAD + b"Content-Length: 10\r\n%b\r\n\r\n0\r\n\r\nhello"
    assert framed_by_the_length(http, request, field_line)


@verifies(BY_ITS_NAME)
@pytest.mark.parametrize("space", [b" ", b"\t"])
def test_a_line_that_begins_with_whitespace_does_not_chunk_the_body(http: Http, space: bytes) -> None:
    request = b"{upload} HTTP/1.1\r\n%b\r\nHost: {host}\r\nContent-Length: 10\r\n\r\n0\r\n\r\nhello"
    assert framed_by_the_length(http, request, space + b"Transfer-Encoding: chunked")


def framed_by_the_length(http: Http, request: bytes, line: bytes) -> bool:
    """Whether a request with this line is refused, or read by its Content-Length, as it is with an unknown name."""
    if has_all_content(require_transfer_codings(http, request % line)):
        return True
    require_twin(http, request % with_unknown_name(line), has_all_content, SAME_WITH_ANOTHER)
    return False


def has_all_content(exchange: Exchange) -> bool:
    return exchange.answer in REJECTED or exchange.content == b"0\r\n\r\nhello"
