"""RFC 9112 §3  Request Line"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.helpers.framing import require_head_without_content
from conformance.http.helpers.large import answer_to_large
from conformance.http.helpers.twins import require_query
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.rfc9112.test_11_2_request_smuggling_syntax import NO_BARE_BODY
from conformance.http.wire import Garbage
from conformance.model import RECIPIENT, SERVER

section = RFC9112.section("3", "Request Line")

REQUEST_LINE = section.implied(
    "request-line",
    role=SERVER,
    text="A request line is method SP request-target SP HTTP-version.",
    hint="Split the first line at its two spaces.",
)


@verifies(REQUEST_LINE)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_a_plain_request_line_is_understood(http: Http, method: bytes) -> None:
    exchange = http.exchange(method + b" {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    require_head_without_content(exchange.answer, exchange.end)
    assert exchange.accepted or exchange.answer.status in (405, 501)  # that the method is supported is another matter


MALFORMED = section.should(
    "malformed-request-line",
    role=SERVER,
    text="Answer 400 (§2.2) to a request line that does not have the three parts.",
    hint="Check that splitting at spaces gives exactly three parts, and answer 400 otherwise.",
)


AS_HTTP_0_9 = pytest.mark.rests_on(NO_BARE_BODY)  # two words are a whole request there


@verifies(MALFORMED)
@pytest.mark.parametrize(
    "line",
    [
        b"GET",
        b"GET ",
        b"GET  ",
        pytest.param(b"GET {path}", marks=AS_HTTP_0_9),
        pytest.param(b"GET HTTP/1.1", marks=AS_HTTP_0_9),
        pytest.param(b"GET  HTTP/1.1", marks=AS_HTTP_0_9),
        b"{path} HTTP/1.1",
        b"HTTP/1.1",
        b"GET/HTTP/1.1",
        pytest.param(b"GET{path} HTTP/1.1", marks=AS_HTTP_0_9),
        b"GET {path} HTTP/1.1 HTTP/1.1",
        b"GET GET {path} HTTP/1.1",
    ],
)
def test_a_line_without_its_three_parts_is_rejected(http: Http, line: bytes) -> None:
    answer = http.answer(line + b"\r\nHost: {host}\r\n\r\n")
    assert answer.status == 400


WHITESPACE = section.may(
    "whitespace-for-a-space",
    role=RECIPIENT,
    text="Other whitespace (several SP, HTAB, VT, FF, a bare CR) may stand for the single SP, before and after the "
    "line too, or be rejected.",
    hint="Rejecting it is safer, since others in the chain may read the line differently.",
)


@verifies(WHITESPACE)
@pytest.mark.parametrize("space", [b"  ", b" \t", b"\t", b"\x0b", b"\x0c", b"\r"])
@pytest.mark.parametrize(
    "line", [b"GET%b{path} HTTP/1.1", b"GET {path}%bHTTP/1.1", b"%bGET {path} HTTP/1.1", b"GET {path} HTTP/1.1%b"]
)
def test_other_whitespace_stands_for_a_space_or_is_rejected(http: Http, line: bytes, space: bytes) -> None:
    exchange = http.exchange(line % space + b"\r\nHost: {host}\r\n\r\n")
    assert exchange.accepted or exchange.answer in REJECTED


NOT_WHITESPACE = section.should(
    "not-whitespace",
    role=SERVER,
    text="Do not take other octets, such as 0x1C, 0x85 or 0xA0, for whitespace: where one of them stands for a space, "
    "the request line is malformed (§2.2).",
    hint="Split octets, not text: to functions that know Unicode these are whitespace too.",
)


@verifies(NOT_WHITESPACE)
@pytest.mark.parametrize(
    "octets",
    [b"\x00", b"\x1c", b"\x1d", b"\x1e", b"\x1f", b"\x7f", b"\x85", b"\xa0", b"\xc2\x85", b"\xc2\xa0", b"+", b"%20"],
)
@pytest.mark.parametrize("line", [b"GET%b{path} HTTP/1.1", b"GET {path}%bHTTP/1.1"])
def test_other_octets_do_not_stand_for_a_space(http: Http, line: bytes, octets: bytes) -> None:
    answer = http.answer(line % octets + b"\r\nHost: {host}\r\n\r\n")
    assert answer in REJECTED or isinstance(answer, Garbage)  # as HTTP/0.9 has it, the line has no version


LONG_METHOD = section.should(
    "long-method",
    role=SERVER,
    text="Answer 501 to a method longer than any that the server implements.",
    hint="A method is just a token: when it is none of yours, however long, answer 501.",
)


@verifies(LONG_METHOD)
@pytest.mark.parametrize("length", [64, 1000])
def test_a_long_method_is_not_implemented(http: Http, length: int) -> None:
    answer = http.answer(b"A" * length + b" {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer.status == 501


LONG_TARGET = section.must(
    "long-target",
    role=SERVER,
    text="Answer 414 to a request-target longer than any that the server wishes to parse.",
    hint="When the limit is reached within the request-target, answer 414, not 400 or 431, and not by closing only.",
)


@verifies(LONG_TARGET)
def test_a_target_of_100_000_octets_is_parsed_or_too_long(http: Http) -> None:
    answer = answer_to_large(http, b"GET {path}?" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if answer not in ACCEPTED and answer.status != 404:
        require_query(http)
    assert answer in ACCEPTED or answer.status in (404, 414)


EIGHT_THOUSAND_OCTETS = section.should(
    "8000-octets",
    role=RECIPIENT,
    text="Support request lines of 8000 octets.",
    hint="Raise the limit of the buffer that holds the request line, and go on reading where a segment ends within it.",
)


@verifies(EIGHT_THOUSAND_OCTETS)
def test_a_line_of_8000_octets_is_supported(http: Http) -> None:
    exchange = http.exchange(line_of(http, 8000) + b"\r\nHost: {host}\r\n\r\n")
    if not exchange.accepted:
        require_query(http)
    assert exchange.accepted


@verifies(EIGHT_THOUSAND_OCTETS)
@pytest.mark.rests_on(WHATEVER_THE_SEGMENTS)
def test_a_line_of_8000_octets_in_several_segments_is_supported(http: Http) -> None:
    line = line_of(http, 8000)
    for at in range(0, 8000, 2000):
        http.send(line[at : at + 2000])
        http.pause()
    exchange = http.exchange(b"\r\nHost: {host}\r\n\r\n")
    if not exchange.accepted:
        require_query(http)
    assert exchange.accepted


def line_of(http: Http, length: int) -> bytes:
    """A request line of so many octets, for a path that is served."""
    before, after = http.fill(b"GET {path}?"), b" HTTP/1.1"
    return before + b"a" * (length - len(before) - len(after)) + after
