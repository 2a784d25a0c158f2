"""RFC 9112 §9.3.2  Pipelining"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.exchange import Exchange
from conformance.http.helpers.framing import require_length
from conformance.http.peer import Http
from conformance.http.requests import GET
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.strategies.well_formed import posts
from conformance.http.wire import Closed
from conformance.model import SERVER, not_applicable

section = RFC9112.section("9.3.2", "Pipelining")

IN_ORDER = section.must(
    "in-order",
    role=SERVER,
    text="Send the responses to pipelined requests in the order in which the requests were received.",
    hint="Keep the octets left over after a request: the next one begins there. Send no response before its turn.",
)


@verifies(IN_ORDER)
@pytest.mark.parametrize("count", [2, 3, 20])
def test_pipelined_requests_of_two_paths_are_answered_in_order(http: Http, count: int) -> None:
    there, missing = get(b"{path}"), get(b"/conformance-no-such-path")
    expected = [connection_answer(http, request) for request in (there, missing)]
    if expected[0] == expected[1]:
        not_applicable("a path that is served and one that is not are answered alike")
    exchange = http.open_another().pipeline(*(there, missing) * (count // 2), *[there] * (count % 2))
    statuses = [answer.status for answer in exchange.answers]
    assert statuses
    assert statuses == (expected * count)[: len(statuses)]
    assert len(statuses) == count or isinstance(exchange.end, Closed)


@verifies(IN_ORDER)
def test_neither_of_two_requests_in_a_segment_is_lost(http: Http) -> None:
    exchange = http.exchange_at_once(GET)
    assert exchange.answers
    assert len(exchange.answers) == 2 or isinstance(exchange.end, Closed)


NUMBERED_POST = b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n\r\n%03d"


@verifies(IN_ORDER)
@pytest.mark.parametrize("count", [2, 3, 20])
def test_pipelined_contents_come_back_in_order(http: Http, count: int) -> None:
    http.attempt.require_capability("echo")
    exchange = http.pipeline(*[NUMBERED_POST % number for number in range(count)])
    assert in_order(exchange, [b"%03d" % number for number in range(count)])
    assert exchange.answers


@verifies(IN_ORDER)
@pytest.mark.rests_on(WHATEVER_THE_SEGMENTS)  # it takes several reads
def test_a_pipeline_longer_than_a_buffer_is_answered_in_order(http: Http) -> None:
    http.attempt.require_capability("echo")
    padding = b"X-A: " + b"b" * 4000 + b"\r\nContent-Length"
    exchange = http.pipeline(*[(NUMBERED_POST % number).replace(b"Content-Length", padding) for number in range(20)])
    assert in_order(exchange, [b"%03d" % number for number in range(20)])


@verifies(IN_ORDER)
@examples(posts)
def test_any_pipelined_contents_come_back_in_order(http: Http, posts: list[tuple[bytes, bytes]]) -> None:
    http.attempt.require_capability("echo")
    exchange = http.pipeline(*[octets for octets, _ in posts])
    found = in_order(exchange, [content for _, content in posts]) and bool(exchange.answers)
    if not found and not all(http.compare(octets).content == content for octets, content in posts):
        not_applicable("the content of one of these does not come back even alone: see RFC 9112 §6.3")
    assert found


def get(path: bytes) -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\nHost: {host}\r\n\r\n"


def connection_answer(http: Http, request: bytes) -> int | None:
    """The status of the answer to a request that is alone on its connection."""
    http.close()
    alone = http.open_another()
    status = alone.answer(request).status
    alone.close()
    return status


def in_order(exchange: Exchange, contents: list[bytes]) -> bool:
    """Whether these contents come back, up to where the target closes; not applicable where it heeds no length."""
    found = [answer.content for answer in exchange.answers]
    if found == contents[: len(found)] and (len(found) == len(contents) or isinstance(exchange.end, Closed)):
        return True
    require_length(exchange.peer)
    return False
