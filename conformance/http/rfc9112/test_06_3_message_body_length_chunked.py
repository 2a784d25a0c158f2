"""RFC 9112 §6.3  Message Body Length, where there is a Transfer-Encoding"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.exchange import Exchange
from conformance.http.helpers.chunked import HELLO, exchange_chunked, require_chunked, require_transfer_codings
from conformance.http.helpers.twins import require_twin, with_unknown_name
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9110.test_05_5_field_values import OPAQUE
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.http.strategies.well_formed import chunked_coding
from conformance.model import RECIPIENT, SERVER

section = RFC9112.section("6.3", "Message Body Length")

NOT_FINAL = section.must(
    "chunked-not-final",
    role=SERVER,
    text="Answer 400 and close the connection when a request has a Transfer-Encoding whose last coding is not chunked.",
    hint="Compare the last member of the list, all of it, with 'chunked'; guess no length where it is another. "
    "501 is accepted as well, since §6.1 recommends it for a coding that is not understood.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(NOT_FINAL)
@pytest.mark.parametrize(
    "codings",
    [
        b"gzip",
        b"frob",
        b"identity",
        b"chunked, gzip",
        b"chunked, identity",
        b"chunked, frob",
        b"chunked\r\nTransfer-Encoding: identity",
        b"xchunked",
        b"chunkedx",
        b"chunk-ed",
        b"chunked chunked",
        b"chunked gzip",
        b"chunked/1",
        b"chunked=1",
        b'"chunked"',
        b"'chunked'",
        b"(chunked)",
        pytest.param(b"\\chunked", id="backslash"),
        b"chunked:",
        b"gzip;chunked",
        b"chun\x00ked",
        b"\x0bchunked",
        b"\x0cchunked",
        b"chunked\x0b",
        b"chunked\x0c",
        b"chunked\x1f",
        b"chunked\x7f",
        pytest.param(b"\x85chunked", marks=pytest.mark.rests_on(OPAQUE)),
        pytest.param(b"\xa0chunked", marks=pytest.mark.rests_on(OPAQUE)),
        b"\xffchunked",
        pytest.param(b"chunked\x85", marks=pytest.mark.rests_on(OPAQUE)),
        pytest.param(b"chunked\xa0", marks=pytest.mark.rests_on(OPAQUE)),
        b"chunked\xff",
        b"\xc2\xa0chunked",
        b"\xe2\x80\x8bchunked",  # U+200B, without a width
        b"\xef\xbb\xbfchunked",  # U+FEFF, a byte order mark
        b"chun\xe2\x84\xaaed",  # U+212A, whose lower case is k
        b"c\xef\xbd\x88unked",  # U+FF48, a wide h
        b"",
        b",",
    ],
)
def test_a_coding_that_is_not_chunked_is_a_bad_request(http: Http, codings: bytes) -> None:
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: " + codings + b"\r\n\r\n" + HELLO)
    assert exchange.answer.status in (400, 501)
    assert exchange.rejected


NOT_SO_SPELT = "the target overlooks chunked so spelt without Content-Length, too: see decoded-or-refused of §6.3"
NOT_WITH_SUCH_OCTETS = "the target does not read plain chunks either where such octets stand in an unknown field"

DECODED_OR_REFUSED = section.implied(
    "decoded-or-refused",
    role=SERVER,
    text="A request with a Transfer-Encoding is decoded as chunked or refused; it is never read as if it had none.",
    hint="Ignoring the field line makes the chunks the next request: request smuggling.",
)


@verifies(DECODED_OR_REFUSED)
@pytest.mark.parametrize(
    "field_line",
    [
        b"Transfer-Encoding:\r\n chunked",
        b"Transfer-Encoding: \r\n\tchunked",
        b"Transfer-Encoding: chunked\r\n ",
        b"Transfer-Encoding: chunked\x00",
        b"Transfer-Encoding: \x00chunked",
        b"Transfer-Encoding: chunked\r",
        b"Transfer-Encoding: \rchunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding:",
        b"Transfer-Encoding: , chunked",
        pytest.param(b"Transfer-Encoding: chunked,", marks=pytest.mark.cause),
        pytest.param(b"Transfer-Encoding: chunked;a=b", marks=pytest.mark.cause),
        b"Transfer-Encoding: chunked;",
        pytest.param(b"Transfer-Encoding: CHUNKED", marks=pytest.mark.cause),
        pytest.param(b"Transfer-Encoding: chunkeD", marks=pytest.mark.cause),
        b"TRANSFER-ENCODING: chunked",
        b"transfer-encoding:chunked",
    ],
)
def test_a_disguised_transfer_encoding_is_decoded_or_refused(http: Http, field_line: bytes) -> None:
    request = UPLOAD + b"%b\r\n\r\n" + HELLO
    exchange = require_transfer_codings(http, request % field_line)
    if not refused_or_decoded(exchange):
        beside = with_unknown_name(field_line) + b"\r\nTransfer-Encoding: chunked"
        require_twin(http, request % beside, refused_or_decoded, NOT_WITH_SUCH_OCTETS)
    assert refused_or_decoded(exchange)


@verifies(DECODED_OR_REFUSED)
@examples(chunked_coding)
def test_chunked_in_any_case_is_decoded(http: Http, field: tuple[bytes, bytes]) -> None:
    exchange = require_transfer_codings(http, UPLOAD + b"%b: %b\r\n\r\n" % field + HELLO)
    if not refused_or_decoded(exchange):
        require_chunked(http)
    assert refused_or_decoded(exchange)


def refused_or_decoded(exchange: Exchange) -> bool:
    return exchange.answer in REJECTED or (exchange.accepted and exchange.content == b"hello")


OVERRIDES_LENGTH = section.implied(
    "transfer-encoding-overrides-length",
    role=RECIPIENT,
    text="Where there are both Transfer-Encoding and Content-Length, the length is ignored (or the message refused).",
    hint="Decide about Transfer-Encoding first; look at Content-Length only where there is none.",
)

TE_ALONE = (
    b"Transfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n",
    b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n",
)


@verifies(OVERRIDES_LENGTH)
@pytest.mark.cause
@pytest.mark.parametrize("length", [0, 5, 14, 15, 16, 40])
@pytest.mark.parametrize("fields", TE_ALONE, ids=["length-second", "length-first"])
def test_transfer_encoding_overrides_content_length(http: Http, fields: bytes, length: int) -> None:
    assert overrides_length(http, UPLOAD + fields % length + HELLO)


@verifies(OVERRIDES_LENGTH)
@pytest.mark.parametrize(
    "coding",
    [
        b"Transfer-Encoding: CHUNKED",
        b"Transfer-Encoding:chunked",
        b"Transfer-Encoding:\tchunked",
        b"Transfer-Encoding: chunked ",
        b"transfer-encoding: chunked",
    ],
)
def test_transfer_encoding_overrides_content_length_however_it_is_spelt(http: Http, coding: bytes) -> None:
    passed = overrides_length(http, UPLOAD + b"Content-Length: 5\r\n" + coding + b"\r\n\r\n" + HELLO)
    if not passed:
        require_twin(http, UPLOAD + coding + b"\r\n\r\n" + HELLO, refused_or_decoded, NOT_SO_SPELT)
    assert passed


@verifies(OVERRIDES_LENGTH)
@pytest.mark.parametrize("length", [b"five", b"-1", b"", b"5, 6"])
def test_transfer_encoding_overrides_a_malformed_content_length(http: Http, length: bytes) -> None:
    fields = b"Transfer-Encoding: chunked\r\nContent-Length: " + length
    assert overrides_length(http, UPLOAD + fields + b"\r\n\r\n" + HELLO)


def overrides_length(http: Http, octets: bytes) -> bool:
    """Whether the request is refused, or read by its Transfer-Encoding; not applicable if no plain chunks are read."""
    exchange = require_transfer_codings(http, octets)
    if exchange.answer in REJECTED or exchange.content == b"hello":
        return True
    require_chunked(http)
    return False
