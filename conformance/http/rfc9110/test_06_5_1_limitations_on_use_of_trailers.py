"""RFC 9110 §6.5.1  Limitations on Use of Trailers"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.helpers.chunked import HEAD, exchange_chunked, require_chunked
from conformance.http.helpers.resources import require_representation
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import RECIPIENT, SENDER, SERVER, not_applicable

section = RFC9110.section("6.5.1", "Limitations on Use of Trailers")

NOT_MERGED = section.must_not(
    "trailers-not-merged",
    role=RECIPIENT,
    text="Do not merge a trailer field into the header section, unless the definition of the field says how.",
    hint="What comes after the content is too late for routing, authentication or format: keep it apart or drop it.",
)


@verifies(NOT_MERGED)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b"X-Conformance", b"smuggled"),
        (b"Host", b"smuggled.example"),
        (b"Authorization", b"Basic c211Z2dsZWQ="),
        (b"Cookie", b"smuggled=1"),
        (b"Content-Type", b"text/x-smuggled"),
        (b"Content-Length", b"77777"),
        (b"Content-Encoding", b"x-smuggled"),
        (b"X-Forwarded-For", b"192.0.2.77"),
        (b"Connection", b"x-smuggled"),
    ],
)
def test_a_trailer_field_is_no_header_field(http: Http, name: bytes, value: bytes) -> None:
    head = b"POST {echo_headers} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = http.answer(head + b"5\r\nhello\r\n0\r\n" + name + b": " + value + b"\r\n\r\n")
    require_chunked(http)
    if answer.status in (404, 405, 501):
        not_applicable("the list of field lines is for GET only", "--cap echo_headers=/path that takes POST")
    assert answer in REJECTED or value not in answer.content


MODIFIERS = [
    b"If-None-Match: *",
    b'If-Match: "conformance"',
    b"If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT",
    b"Range: bytes=0-0",
]


@verifies(NOT_MERGED)
@pytest.mark.parametrize("trailer", MODIFIERS)
def test_a_condition_or_range_in_the_trailer_section_has_no_effect(http: Http, trailer: bytes) -> None:
    require_representation(http)
    head = b"GET {path_static} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = http.reconnect().answer(head + b"5\r\nhello\r\n0\r\n" + trailer + b"\r\n\r\n")
    require_chunked(http)
    assert answer.status not in (206, 304, 412)


@verifies(NOT_MERGED)
def test_close_in_the_trailer_section_does_not_close(http: Http) -> None:
    chunks = HEAD + b"5\r\nhello\r\n0\r\n%b: close\r\n\r\n"
    if not exchange_chunked(http, chunks % b"X-A").sentinel_served:
        not_applicable("the target does not go on after a request with a trailer section")
    exchange = http.reconnect().exchange(chunks % b"Connection")
    assert exchange.sentinel_served or exchange.answer in REJECTED


NO_HEADER_FIELDS_AS_TRAILERS = section.must_not(
    "no-header-fields-as-trailers",
    role=SENDER,
    text="Do not generate a trailer field whose definition does not permit it: framing, routing, authentication, "
    "request modifiers, response controls, content format.",
    hint="Send such fields in the header section, or not at all.",
)

# RFC 9110 §6.5.1 names the kinds; each of these fields must be known before the content, or frames it
HEADER_ONLY = {
    *(b"transfer-encoding", b"content-length", b"host", b"trailer", b"te", b"connection", b"upgrade"),
    *(b"content-encoding", b"content-type", b"content-range", b"content-location", b"content-language"),
    *(b"authorization", b"www-authenticate", b"proxy-authenticate", b"set-cookie", b"cookie"),
    *(b"cache-control", b"age", b"expires", b"vary", b"location", b"retry-after", b"allow"),
}


@verifies(NO_HEADER_FIELDS_AS_TRAILERS)
def test_no_trailer_field_belongs_into_the_header_section(http: Http) -> None:
    answer = http.answer(b"GET {trailers} HTTP/1.1\r\nHost: {host}\r\nTE: trailers\r\nConnection: TE\r\n\r\n")
    if answer not in ACCEPTED or not isinstance(answer, Response) or not answer.trailers:
        not_applicable("the response has no trailer fields", "--cap trailers=/path with trailer fields")
    assert {field.name for field in answer.trailers}.isdisjoint(HEADER_ONLY)


NOT_NECESSARY = section.should_not(
    "no-necessary-trailers",
    role=SERVER,
    text="Do not generate trailer fields that the user agent needs to receive: they may be dropped on the way.",
    untestable="whether a server believes that a field is needed is not to be seen; TE (§10.1.4) forbids no trailers",
)
