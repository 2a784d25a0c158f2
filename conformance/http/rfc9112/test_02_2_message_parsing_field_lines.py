"""RFC 9112 §2.2  Message Parsing: field lines that do not match the grammar of §5."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import CONTROLS
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_02_2_message_parsing_line_ends import CARRIAGE_RETURN
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.model import SERVER

section = RFC9112.section("2.2", "Message Parsing")

FIELD_LINE_GRAMMAR = section.should(
    "reject-malformed-field-line",
    role=SERVER,
    text='Answer 400 and close the connection when a line of the field section is not field-name ":" OWS field-value '
    "OWS (§5), where the name is a token.",
    hint="Check every name against the characters of a token (RFC 9110 §5.6.2); skip and repair nothing.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(FIELD_LINE_GRAMMAR)
@pytest.mark.parametrize(
    "field_line",
    [
        b"X-A",
        b"no colon at all",
        b"GET / HTTP/1.1",
        b":",
        b": b",
        b"::",
        pytest.param(b"X-\rA: b", marks=pytest.mark.rests_on(CARRIAGE_RETURN)),
        pytest.param(b"\rX-A: b", marks=pytest.mark.rests_on(CARRIAGE_RETURN)),
        b"Transfer-\r\nEncoding: chunked",
        b"Content-\r\nLength: 0",
    ],
)
def test_a_line_that_is_no_field_line_is_rejected(http: Http, field_line: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_line + b"\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


DELIMITERS = [bytes([octet]) for octet in b'()<>@,;\\"/[]?={} ']


@verifies(FIELD_LINE_GRAMMAR)
@pytest.mark.parametrize("octet", DELIMITERS, ids=lambda octet: "backslash" if octet == b"\\" else None)
def test_a_delimiter_within_a_field_name_is_rejected(http: Http, octet: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX" + octet + b"A: b\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(FIELD_LINE_GRAMMAR)
@pytest.mark.parametrize("octet", CONTROLS)
def test_a_control_character_within_a_field_name_is_rejected(http: Http, octet: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX" + octet + b"A: b\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


NOT_ASCII = [b"\x80", b"\x85", b"\xa0", b"\xad", b"\xe9", b"\xff", "é".encode(), "\u212a".encode(), "\uff0d".encode()]


@verifies(FIELD_LINE_GRAMMAR)
@pytest.mark.parametrize("octets", NOT_ASCII)
def test_an_octet_outside_of_ascii_within_a_field_name_is_rejected(http: Http, octets: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX" + octets + b"A: b\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


TRIMMED_BY_SOME = [b"\x00", b"\x0b", b"\x0c", b"\x1c", b"\x1f", b"\x85", b"\xa0"]  # "whitespace" to some libraries


@verifies(FIELD_LINE_GRAMMAR)
@pytest.mark.parametrize("octet", TRIMMED_BY_SOME)
def test_an_odd_octet_before_a_field_name_is_rejected(http: Http, octet: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + octet + b"X-A: b\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected


@verifies(FIELD_LINE_GRAMMAR)
@pytest.mark.parametrize("octet", TRIMMED_BY_SOME)
def test_an_odd_octet_after_a_field_name_is_rejected(http: Http, octet: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A" + octet + b": b\r\n\r\n")
    assert exchange.answer.status == 400
    assert exchange.rejected
