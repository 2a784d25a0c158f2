"""RFC 9112 §5  Field Syntax"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.helpers.persistence import closes_after_answer, require_close_heeded
from conformance.http.helpers.twins import frames_nothing, reads_no_chunks, require_answer
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.strategies.well_formed import junk
from conformance.http.wire import Silent
from conformance.model import SERVER

section = RFC9112.section("5", "Field Syntax")

NOTHING_HIDDEN = section.implied(
    "malformed-line-hides-no-other",
    role=SERVER,
    text="A server that tolerates a malformed field line still reads the lines after it: the field section ends at the "
    "empty line and nowhere else.",
    hint="Answer 400; if the line must be skipped, skip this line only.",
)


@verifies(NOTHING_HIDDEN)
@pytest.mark.parametrize(
    "field_line",
    [
        b"X-A",
        b"no colon",
        b":",
        b": b",
        b"X A: b",
        b"X(A): b",
        b"X\x00A: b",
        b"\x00",
        b"X\x7fA: b",
        b"X\xffA: b",
        b"\x0b",
        b"\x85",
    ],
)
def test_a_malformed_line_hides_no_other(http: Http, field_line: bytes) -> None:
    http = require_close_heeded(http)
    head = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_line
    answer = http.answer(head + b"\r\nConnection: close\r\n\r\n")
    if isinstance(answer, Silent):
        require_answer(http, head + b"\r\n\r\n")
    assert answer in REJECTED or http.closes_without_keep_alive(answer)


@verifies(NOTHING_HIDDEN)
@examples(junk)
def test_no_malformed_line_hides_another(http: Http, line: bytes) -> None:
    http = require_close_heeded(http)
    head = b"GET {path} HTTP/1.1\r\nX-A: b\r\nHost: {host}\r\n" + line
    answer = http.answer(head + b"\r\nConnection: close\r\n\r\n")
    if isinstance(answer, Silent):
        require_answer(http, head + b"\r\n\r\n")
    assert answer in REJECTED or closes_after_answer(http, answer)


ONE_LINE_ONE_FIELD = section.implied(
    "one-line-one-field",
    role=SERVER,
    text="A field line ends at its line terminator: no other octet begins a new field.",
    hint="Split at CRLF (or LF). What splits text into lines often splits at VT, FF, FS, GS, RS, NEL, LS and PS.",
)

CONTROLS = [bytes([octet]) for octet in (*range(0x20), 0x7F) if octet not in b"\t\r\n"]
UNICODE_LINE_ENDS = [b"\x85", "\x85".encode(), "\u2028".encode(), "\u2029".encode()]
LF_IN_THE_LOW_OCTET = ["\u010a".encode(), "\u0a0a".encode()]  # RFC 9112 §2.2: why a message is octets, not characters


@verifies(ONE_LINE_ONE_FIELD)
@pytest.mark.cause  # who finds a field within such a value looks for it anywhere
@pytest.mark.parametrize("octets", [b" ", b", "])
def test_no_legal_octet_within_a_value_begins_a_field(http: Http, octets: bytes) -> None:
    assert frames_nothing(http, b"X-A: b" + octets + b"Content-Length: 4")


@verifies(ONE_LINE_ONE_FIELD)
@pytest.mark.cause
def test_no_coding_begins_within_a_value(http: Http) -> None:
    assert reads_no_chunks(http, b"X-A: b Transfer-Encoding: chunked")


@verifies(ONE_LINE_ONE_FIELD)
@pytest.mark.parametrize("octets", CONTROLS + UNICODE_LINE_ENDS + LF_IN_THE_LOW_OCTET)
def test_no_other_octet_begins_a_field(http: Http, octets: bytes) -> None:
    assert frames_nothing(http, b"X-A: b" + octets + b"Content-Length: 4")


@verifies(ONE_LINE_ONE_FIELD)
@examples(junk)
def test_no_other_octets_begin_a_field(http: Http, octets: bytes) -> None:
    assert frames_nothing(http, b"X-A: b" + octets + b"Content-Length: 4")
