"""RFC 9112 §9.3  Persistence, after content that nobody asked for"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.framing import EMBEDDED, only_sentinel_follows, with_length
from conformance.http.peer import Http
from conformance.http.rfc9110.test_15_5_14_413_content_too_large import CLOSED_OR_READ
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_06_3_message_body_length import LENGTH_IN_OCTETS
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9112.section("9.3", "Persistence")

READ_OR_CLOSE = section.must(
    "read-content-or-close",
    role=SERVER,
    text="Read all the content of a request, or close the connection after the response: it is no next request.",
    hint="Whatever answers the request (an error, a redirect, a handler of GET), count off the octets of its content, "
    "or close.",
    rests_on=(NOTHING_AFTER_SAID,),
)

MISSING = b"POST /conformance-no-such-path"
STARTS = [
    b"GET {path}",
    b"HEAD {path}",
    b"OPTIONS {path}",
    b"OPTIONS *",
    b"FROB {path}",
    b"TRACE {path}",
    b"DELETE /conformance-no-such-path",
    b"GET /conformance-no-such-path",
    MISSING,
    b"POST {path_static}",
    b"DELETE {path_405}",
    b"GET {path_401}",
    b"POST {path_401}",
    b"GET {path_204}",
    b"GET {redirect}",
    b"POST {redirect}",
    b"GET {upgrade}",
    b"{upload}",
]


@verifies(READ_OR_CLOSE)
@pytest.mark.parametrize("start", STARTS)
def test_a_request_within_content_is_not_answered(http: Http, start: bytes) -> None:
    assert only_sentinel_follows(http.exchange(with_length(start, http.fill(EMBEDDED)), extra=1))


@verifies(READ_OR_CLOSE)
@pytest.mark.rests_on(LENGTH_IN_OCTETS, WHATEVER_THE_SEGMENTS)
@pytest.mark.parametrize("start", [b"GET {path}", MISSING, b"DELETE {path_405}", b"POST {redirect}", b"{upload}"])
def test_requests_within_long_content_are_not_answered(http: Http, start: bytes) -> None:
    assert only_sentinel_follows(http.exchange(with_length(start, http.fill(EMBEDDED) * 2000), extra=1))


@verifies(READ_OR_CLOSE)
@pytest.mark.parametrize("start", [b"GET {path}", b"{upload}"])
def test_a_request_within_content_is_not_answered_where_an_upgrade_was_ignored(http: Http, start: bytes) -> None:
    fields = b"Connection: upgrade\r\nUpgrade: conformance\r\n"
    exchange = http.exchange(with_length(start, http.fill(EMBEDDED), fields), extra=1)
    assert len(exchange.answers) < 2 or only_sentinel_follows(
        exchange
    )  # whether HTTP goes on is judged in RFC 9110 §7.8


EXPECTED = [
    b"100-continue",
    b"100-Continue",
    b"100-continuex",
    b"100-continue;",
    b'"100-continue"',
    b"100-continue, 100-continue",
    b"x, 100-continue",
    b"100-continue\r\nExpect: x",
    b"100 continue",
    b"",
]


@verifies(READ_OR_CLOSE)
@pytest.mark.parametrize("expect", EXPECTED)
@pytest.mark.parametrize("start", [MISSING, b"{upload}"], ids=["missing", "upload"])
def test_content_that_was_held_back_for_a_100_is_not_answered(http: Http, start: bytes, expect: bytes) -> None:
    content = http.fill(EMBEDDED)
    head = with_length(start, content, b"Expect: " + expect + b"\r\n").removesuffix(content)
    http.send(head)
    http.pause()
    assert only_sentinel_follows(http.exchange(content, head, extra=1))


@verifies(READ_OR_CLOSE)
@pytest.mark.parametrize("start", [b"GET {path}", MISSING, b"POST {redirect}", b"{upload}"])
def test_content_that_comes_late_is_not_answered(http: Http, start: bytes) -> None:
    content = http.fill(EMBEDDED)
    early = http.answer(head := with_length(start, content).removesuffix(content))
    if isinstance(early, Response):
        http.send(content)
        exchange = http.go_on(early, extra=1)
    else:
        exchange = http.exchange(content, head, extra=1)
    assert only_sentinel_follows(exchange)


@verifies(READ_OR_CLOSE)
@pytest.mark.rests_on(CLOSED_OR_READ)
@pytest.mark.parametrize("start", [b"GET {path}", b"HEAD {path}", MISSING, b"{upload}"])
@pytest.mark.parametrize("size", [100_000, 999_999_999])
def test_octets_of_content_that_is_not_complete_are_no_request(http: Http, start: bytes, size: int) -> None:
    exchange = http.exchange(start + b" HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\r\n\r\n" % size)
    assert len(exchange.answers) <= 1
