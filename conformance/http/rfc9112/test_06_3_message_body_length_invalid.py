"""RFC 9112 §6.3  Message Body Length, where Content-Length is invalid or repeated"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import VALUE_CONTROLS
from conformance.http.helpers.framing import content_taken, require_length
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9110.test_05_5_field_values import OPAQUE
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.http.strategies.well_formed import invalid_length
from conformance.model import SERVER

section = RFC9112.section("6.3", "Message Body Length")

INVALID_LENGTH = section.must(
    "invalid-content-length",
    role=SERVER,
    text="Answer 400 and close the connection when Content-Length is invalid and Transfer-Encoding is absent.",
    hint="A Content-Length is one or more ASCII digits and nothing else: int() and strtol() accept more than that.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(INVALID_LENGTH)
@pytest.mark.parametrize(
    "length",
    [
        b"+5",
        b"-5",
        b"-0",
        b"--5",
        b"0x5",
        b"0o5",
        b"0b1",
        b"5e0",
        b"5.0",
        b"5.",
        b".5",
        b"1_0",
        b"_5",
        b"1 0",
        b"5 5",
        b"5\t5",
        b"1'0",
        b"five",
        b"abc",
        b"5x",
        b"x5",
        b"5;",
        b"5;a=b",
        b"5/1",
        b"5 octets",
        b"(5)",
        b"bytes=5",
        b'"5"',
        b"'5'",
        b"5:",
        b"%35",
        b"NaN",
        b"Infinity",
        b"",
        b",",
        b", ,",
    ],
)
def test_an_invalid_content_length_is_rejected(http: Http, length: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: " + length + b"\r\n\r\nhello")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(INVALID_LENGTH)
@pytest.mark.parametrize("octet", VALUE_CONTROLS)
def test_a_control_character_after_the_digits_is_rejected(http: Http, octet: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: 5" + octet + b"\r\n\r\nhello")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(INVALID_LENGTH)
@pytest.mark.parametrize("length", [b"1\r0", b"\x0b5", b"\x0c5", b"\x1f5", b"\x7f5"])
def test_a_control_character_amid_or_before_the_digits_is_rejected(http: Http, length: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: " + length + b"\r\n\r\nhello")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(INVALID_LENGTH)
@pytest.mark.parametrize(
    "length",
    [
        b"\xb2",  # superscript two in ISO-8859-1, which isdigit() takes for a digit
        b"5\xb2",
        b"\xc2\xb2",
        b"\xd9\xa5",  # U+0665, the Arabic-Indic five
        b"\xef\xbc\x95",  # U+FF15, a wide five
        pytest.param(b"5\x85", marks=pytest.mark.rests_on(OPAQUE)),
        pytest.param(b"5\xa0", marks=pytest.mark.rests_on(OPAQUE)),
        pytest.param(b"\x855", marks=pytest.mark.rests_on(OPAQUE)),
        pytest.param(b"\xa05", marks=pytest.mark.rests_on(OPAQUE)),
        b"\xc2\xa05",
        b"5\xe2\x80\x8b",  # U+200B, without a width
        b"\xef\xbb\xbf5",  # U+FEFF, a byte order mark
        b"\xff5",
    ],
)
def test_what_is_not_ascii_is_no_digit_and_no_whitespace(http: Http, length: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: " + length + b"\r\n\r\nhello")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(INVALID_LENGTH)
@examples(invalid_length)
def test_no_octet_but_digits_is_part_of_a_length(http: Http, length: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: " + length + b"\r\n\r\nhello")
    assert exchange.answer.status == 400
    assert exchange.rejected


CONFLICTING_LENGTHS = section.must(
    "conflicting-content-lengths",
    role=SERVER,
    text="Answer 400 and close the connection when Content-Length has several values that are not all the same.",
    hint="Look at all lines of the field, and at all members of a list, before you use one of them.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(CONFLICTING_LENGTHS)
@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 5, 6",
        b"Content-Length: 6, 5",
        b"Content-Length: 5,6",
        b"Content-Length: 0, 5",
        b"Content-Length: 5, 0",
        b"Content-Length: 5, x",
        b"Content-Length: x, 5",
        b"Content-Length: 5, -5",
        b"Content-Length: 5, 5, 6",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: 6\r\nContent-Length: 5",
        b"Content-Length: 0\r\nContent-Length: 5",
        b"Content-Length: 5\r\nContent-Length: 0",
        b"Content-Length: 5\r\ncontent-length: 6",
        b"CONTENT-LENGTH: 6\r\nContent-Length: 5",
        b"Content-Length: 5\r\nX-A: b\r\nContent-Length: 6",
        b"Content-Length: 5\r\nContent-Length: x",
        b"Content-Length: x\r\nContent-Length: 5",
        b"Content-Length: 5\r\nContent-Length: 5\r\nContent-Length: 6",
    ],
)
def test_lengths_that_differ_are_rejected(http: Http, fields: bytes) -> None:
    exchange = http.exchange(UPLOAD + fields + b"\r\n\r\nhello")
    assert exchange.answer.status == 400
    assert exchange.rejected


EQUAL_LENGTHS = section.implied(
    "equal-content-lengths",
    role=SERVER,
    text="A Content-Length that lists one valid value several times is taken for this value, or refused.",
    hint="Join the lines by commas, drop empty members, and read on only where one value is left; or answer 400.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(EQUAL_LENGTHS)
@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 5, 5",
        b"Content-Length: 5,5",
        b"Content-Length: 5 ,\t5",
        b"Content-Length: 5, 5, 5",
        b"Content-Length: 5,",
        b"Content-Length: ,5",
        b"Content-Length: 5, ,5",
        b"Content-Length: 5\r\nContent-Length: 5",
        b"Content-Length: 5\r\ncontent-length: 5",
        b"Content-Length: 5\r\nContent-Length: 5\r\nContent-Length: 5",
        b"Content-Length: 5, 5\r\nContent-Length: 5",
        b"Content-Length: \r\nContent-Length: 5",
        b"Content-Length: 5\r\nContent-Length: ",
    ],
)
def test_lengths_that_are_equal_are_taken_for_one_or_rejected(http: Http, fields: bytes) -> None:
    exchange = http.exchange(UPLOAD + fields + b"\r\n\r\nhello")
    require_length(http)
    assert exchange.rejected or content_taken(exchange, b"hello")
