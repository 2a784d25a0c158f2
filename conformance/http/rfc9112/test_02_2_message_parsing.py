"""RFC 9112 §2.2  Message Parsing: what comes before a request and before its fields, and what is no request at all."""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.helpers.framing import ends_with_head
from conformance.http.helpers.twins import SAME_WITH_ANOTHER, require_twin, with_unknown_name
from conformance.http.malformed import are_all_served
from conformance.http.peer import Http
from conformance.http.requests import GET, POST
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_05_field_syntax import ONE_LINE_ONE_FIELD
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.rfc9112.test_11_2_request_smuggling_syntax import NO_BARE_BODY
from conformance.http.strategies.well_formed import segments
from conformance.http.wire import Closed, Silent
from conformance.model import RECIPIENT, SERVER, not_applicable

section = RFC9112.section("2.2", "Message Parsing")

PARSE = section.implied(
    "parse-requests",
    role=SERVER,
    text="Parse each request: serve what it asks for, and refuse what is no request.",
    hint="Split the request line at its two spaces, check method, target and version, then read each field line; "
    "answer 400 to what does not fit. Do not send the same answer whatever arrives.",
)


@verifies(PARSE)
def test_malformed_requests_are_not_all_served_like_a_plain_one(http: Http) -> None:
    """Twenty requests, each with another fault. Other requirements judge each of these faults by itself."""
    all_served = are_all_served(http)
    http.attempt.observed("twenty malformed requests, each served like a plain one" if all_served else "a difference")
    assert not all_served


SKIP_AN_EMPTY_LINE = section.should(
    "skip-an-empty-line",
    role=SERVER,
    text="Ignore an empty line (CRLF) before the request line, at least one.",
    hint="While you wait for a request line, drop a CRLF: old clients send one after the content of a POST.",
)


@verifies(SKIP_AN_EMPTY_LINE)
def test_an_empty_line_before_the_first_request_is_ignored(http: Http) -> None:
    exchange = http.exchange(b"\r\n" + GET)
    assert exchange.accepted


@verifies(SKIP_AN_EMPTY_LINE)
def test_an_empty_line_between_two_requests_is_ignored(http: Http) -> None:
    http.require_persistence()
    assert http.answer(b"\r\n" + GET) in ACCEPTED


@verifies(SKIP_AN_EMPTY_LINE)
def test_an_empty_line_after_content_is_ignored(http: Http) -> None:
    post = b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nhello"
    http.require_persistence(post)
    assert http.answer(b"\r\n" + GET) in ACCEPTED


SKIP_MORE_EMPTY_LINES = section.may(
    "skip-more-empty-lines",
    role=SERVER,
    text="More than one empty line before the request line may be ignored or rejected, but not waited at.",
    hint="Set a limit to the empty lines that you skip, and answer 400 beyond it.",
)


@verifies(SKIP_MORE_EMPTY_LINES)
@pytest.mark.parametrize(
    "lines", [b"\r\n" * 2, b"\r\n" * 3, b"\n", b"\n\n", b"\r\n" * 1000], ids=["2", "3", "LF", "2-LF", "1000"]
)
def test_more_empty_lines_are_ignored_or_rejected(http: Http, lines: bytes) -> None:
    exchange = http.exchange(lines + GET)
    assert exchange.accepted or exchange.answer in REJECTED


WHITESPACE_BEFORE_FIELDS = section.must(
    "whitespace-before-fields",
    role=RECIPIENT,
    text="Reject a message that has whitespace between the start line and the first field line, or leave out each "
    "line that begins with whitespace, until the first that does not.",
    hint="A line after the request line that begins with SP or HTAB continues nothing: answer 400.",
)


@verifies(WHITESPACE_BEFORE_FIELDS)
@pytest.mark.parametrize(
    "lines",
    [
        b" X-Zebra: zebra",
        b"\tX-Zebra: zebra",
        b" \t X-Zebra: zebra",
        b" zebra",
        b" X-Zebra:\r\n\tzebra",
        b" X-A: b\r\n X-Zebra: zebra",
        b" \r\n X-Zebra: zebra",
        b" \r\n\tX-Zebra: zebra",
    ],
)
def test_a_line_of_whitespace_before_the_fields_is_rejected_or_left_out(http: Http, lines: bytes) -> None:
    exchange = http.exchange(b"GET {headers} HTTP/1.1\r\n" + lines + b"\r\nHost: {host}\r\n\r\n")
    assert exchange.answer in REJECTED or (
        exchange.accepted and b"zebra" not in http.require_echoed_fields(exchange.answer)
    )


WHITESPACE = pytest.mark.parametrize("whitespace", [b" ", b"\t", b" \t "])


@verifies(WHITESPACE_BEFORE_FIELDS)
@WHITESPACE
def test_a_host_behind_whitespace_is_not_used(http: Http, whitespace: bytes) -> None:
    start = b"GET {path} HTTP/1.1\r\n"
    if http.answer(start + b"\r\n") not in REJECTED:
        not_applicable("the target does not reject a request without Host, which a case of §3.2 judges")
    answer = http.reconnect().answer(start + whitespace + b"Host: {host}\r\n\r\n")
    if isinstance(answer, Silent):
        not_applicable("the target waits at such a line, which says nothing of what it has read")
    assert answer in REJECTED


@verifies(WHITESPACE_BEFORE_FIELDS)
@pytest.mark.rests_on(ONE_LINE_ONE_FIELD)
@WHITESPACE
def test_a_length_behind_whitespace_is_not_used(http: Http, whitespace: bytes) -> None:
    head = b"GET {path} HTTP/1.1\r\n%bContent-Length: 5\r\nHost: {host}\r\n\r\n" % whitespace
    exchange = http.exchange(head)
    unused = exchange.answer in REJECTED or ends_with_head(exchange)
    if not unused:
        require_twin(http, with_unknown_name(head), ends_with_head, SAME_WITH_ANOTHER)
    assert unused


NOT_A_REQUEST = section.should(
    "not-a-request",
    role=SERVER,
    text="Answer 400 to octets that are not a request; a status line may be seen as an unknown method (§2.1).",
    hint="Match the first line against method SP request-target SP HTTP-version before you do anything else.",
)


@verifies(NOT_A_REQUEST)
@pytest.mark.parametrize(
    "status_line",
    [
        b"HTTP/1.1 200 OK",
        pytest.param(b"HTTP/1.1 200 ", marks=pytest.mark.rests_on(NO_BARE_BODY)),
        b"HTTP/1.0 404 Not Found",
        b"HTTP/1.1 101 Switching Protocols",
    ],
)
def test_a_response_is_rejected(http: Http, status_line: bytes) -> None:
    answer = http.answer(status_line + b"\r\nContent-Length: 0\r\n\r\n")
    assert answer.status in (400, 501)


CLIENT_HELLO = bytes.fromhex("16030100330100002f0303") + b"\x2a" * 32 + bytes.fromhex("000002130101000004002b0000")


@verifies(NOT_A_REQUEST)
@pytest.mark.parametrize(
    "octets",
    [b"SSH-2.0-OpenSSH_9.6", CLIENT_HELLO, b"\x00\x00\x00\x00", b'{"method": "GET"}', b"hello", b"\xff\xfe" * 8],
    ids=["SSH", "TLS", "NUL", "JSON", "word", "8-bit"],
)
def test_what_is_not_http_is_rejected(http: Http, octets: bytes) -> None:
    answer = http.answer(octets + b"\r\n\r\n")
    assert answer.status == 400


CLOSE_AFTER_MALFORMED = section.should(
    "close-after-malformed",
    role=SERVER,
    text="Close the connection after the 400 that answers a malformed message.",
    hint="Nobody can tell where the next request begins: send Connection: close with the 400, and close.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(CLOSE_AFTER_MALFORMED)
@pytest.mark.parametrize(
    "head",
    [
        b"GET\r\nHost: {host}",
        b"G\x00T {path} HTTP/1.1\r\nHost: {host}",
        b"GET {path} HTTP/x.y\r\nHost: {host}",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n: b",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A : b",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX\x00A: b",
    ],
)
def test_the_connection_is_closed_after_a_malformed_request(http: Http, head: bytes) -> None:
    exchange = http.exchange(head + b"\r\n\r\n")
    if exchange.answer.status != 400:
        not_applicable("the target does not answer 400 to this, which other cases judge")
    assert len(exchange.answers) == 1
    assert isinstance(exchange.end, Closed)


SEGMENTS = section.implied(
    "any-segments",
    role=RECIPIENT,
    text="A message is what its octets say, in whatever pieces they arrive.",
    hint="Read from a buffer that is filled until a whole line, or all of the content, is there.",
    rests_on=(WHATEVER_THE_SEGMENTS,),
)


@verifies(SEGMENTS)
@examples(segments)
def test_a_request_may_come_in_any_segments(http: Http, sizes: list[int]) -> None:
    http.send_in_segments(POST, sizes)
    exchange = http.answers(POST)  # no sentinel: there are targets that read on for a while before they close
    assert exchange.answer in ACCEPTED
    assert exchange.content == b"hello"
