"""Clients that send or read slowly, or not at all, and what others have of them."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.robustness import is_http_or_nothing
from conformance.http.peer import Http
from conformance.http.requests import GET_AND_CLOSE
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.robustness import ROBUSTNESS
from conformance.http.wire import Answer, Response
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = ROBUSTNESS.section("2", "Slow Peers")

NARROW = 4096  # octets of receive buffer
MANY = 50  # connections
NEWCOMER = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: newcomer\r\nConnection: close\r\n\r\n"

BEGINNINGS = {
    "nothing": b"",
    "method": b"GE",
    "field": b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A",
    "content": b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\nhello",
    "chunk": b"{upload} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
}
BEGUN = pytest.mark.parametrize("octets", BEGINNINGS.values(), ids=BEGINNINGS)

READ_SLOWLY = section.robustness(
    "read-slowly",
    role=SERVER,
    text="A response arrives whole, octet for octet, however little the client takes at a time.",
    hint="A write may take less than it was given: keep the rest, and write it when there is room again.",
)

BIG = GET_AND_CLOSE % b"{big}"
MEBIBYTE = 1 << 20


@verifies(READ_SLOWLY)
@pytest.mark.cause
@pytest.mark.parametrize("window", [NARROW, 2 * NARROW])
def test_a_big_response_arrives_whole_through_a_narrow_window(http: Http, window: int) -> None:
    http.limit = 16 * MEBIBYTE
    whole = http.answer(BIG)
    inconclusive_unless(whole.status in (None, 200), "the target does not serve what is said to be big")
    assert isinstance(whole, Response)
    http.close()
    slow = slowly(http.open_with_window(window), BIG)
    if slow.content != whole.content and slowly(http.open_another(), BIG).content != whole.content:
        not_applicable("the content at the path of big changes from answer to answer")
    assert slow.content == whole.content


CLOSING_UPLOAD = b"{upload} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"


@verifies(READ_SLOWLY)
@pytest.mark.cause
@pytest.mark.rests_on(WHATEVER_THE_SEGMENTS)  # so much content takes several reads
def test_content_comes_back_whole_through_a_narrow_window(http: Http) -> None:
    http.attempt.require_capability("echo")
    content = numbered(MEBIBYTE // 2)
    http.close()
    answer = slowly(http.open_with_window(NARROW), CLOSING_UPLOAD % len(content) + content)
    if answer.status == 413:
        not_applicable("the target does not take so much content")
    assert answer.content == content


@verifies(READ_SLOWLY)
@pytest.mark.heavy
@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
def test_eight_mebibytes_come_back_whole(http: Http, chunked: bool) -> None:
    http.attempt.require_capability("echo")
    http.limit, content = 16 * MEBIBYTE, numbered(8 * MEBIBYTE)
    head, coding = CLOSING_UPLOAD % len(content), b"Transfer-Encoding: chunked\r\n\r\n"
    request = head.partition(b"Content-Length")[0] + coding + in_chunks(content) if chunked else head + content
    answer = http.answer(request)
    if answer.status in (411, 413):
        not_applicable("the target does not take so much content")
    assert answer.content == content


def slowly(http: Http, octets: bytes) -> Answer:
    http.limit = 16 * MEBIBYTE
    return http.answer(octets)


def numbered(count: int) -> bytes:
    """So many octets, each line its own."""
    return b"".join(b"%07d\n" % number for number in range(count // 8))


def in_chunks(content: bytes) -> bytes:
    pieces = (content[at : at + 65_536] for at in range(0, len(content), 65_536))
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


OTHERS_GO_ON = section.robustness(
    "others-go-on",
    role=SERVER,
    text="A server that serves several connections at once serves a new one while others stop in the middle of a "
    "request, or do not read their responses.",
    hint="Wait for a peer in its own thread or task, or where the event loop waits for all of them.",
)


@pytest.mark.alone
@verifies(OTHERS_GO_ON)
@BEGUN
def test_others_are_served_beside_requests_that_do_not_end(http: Http, octets: bytes) -> None:
    waiting = [http.open_another() for _ in range(require_connections_beside(http))]
    for one in waiting:
        one.send(octets)
    if (newcomer := http.open_another().answer(NEWCOMER)) not in ACCEPTED:
        require_served_beside(http, octets, waiting)
    assert newcomer in ACCEPTED


@pytest.mark.alone
@verifies(OTHERS_GO_ON)
@pytest.mark.parametrize(
    "octets",
    [
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n" * 50,
        b"GET {big} HTTP/1.1\r\nHost: {host}\r\n\r\n" * 50,
    ],
    ids=["small", "big"],
)
def test_others_are_served_beside_responses_that_nobody_reads(http: Http, octets: bytes) -> None:
    waiting = [http.open_with_window(NARROW) for _ in range(min(2, require_connections_beside(http)))]
    for one in waiting:
        one.send(octets)
    http.let_read()
    if (newcomer := http.open_another().answer(NEWCOMER)) not in ACCEPTED:
        require_served_beside(http, BEGINNINGS["field"], waiting)
        if {"echo", "body", "put"} & http.attempt.target.capabilities.keys():
            require_served_beside(http, BEGINNINGS["content"], [])
    assert newcomer in ACCEPTED


def require_connections_beside(http: Http) -> int:
    """How many connections may wait beside one that is served, by what the target was seen to serve at once."""
    jobs = http.attempt.target.jobs
    if jobs < 2:
        not_applicable("the target serves one connection at a time", "--jobs N")
    return min(jobs - 2, MANY) or 1


def require_served_beside(http: Http, octets: bytes, waiting: list[Http]) -> None:
    """Close the waiting connections; not applicable if one unfinished request is enough to keep others waiting.

    Such a target serves one request at a time, as it may. A target that serves no new connection even after the waiting
    ones have closed has another fault, and is judged.
    """
    with http.attempt.aside("after their end, and beside a single one"):
        for one in waiting:
            one.close()
        recovered = http.open_another().answer(NEWCOMER) in ACCEPTED
        alone = http.open_another()
        alone.send(octets)
        beside = http.open_another().answer(NEWCOMER) in ACCEPTED
        alone.close()
    if recovered and not beside:
        not_applicable("the target serves one request at a time")


RECOVER = section.robustness(
    "recover",
    role=SERVER,
    text="After many connections that brought nothing, or ended in the middle, a new one is served.",
    hint="Take the end of a connection, a reset too, for the end of that connection alone; release what it held.",
)

FEW = 5  # connections, that the shortest queue of those to be accepted takes at once: more would wait for a second SYN


@pytest.mark.alone
@verifies(RECOVER)
@BEGUN
@pytest.mark.parametrize("end", ["FIN", "RST"])
def test_a_new_connection_is_served_after_many_that_ended(http: Http, octets: bytes, end: str) -> None:
    http.close()
    for _ in range(MANY // FEW):
        for _ in range(FEW):
            other = http.open_another()
            other.send(octets)
            other.reset() if end == "RST" else other.close()
        assert http.reconnect().answer(NEWCOMER) in ACCEPTED


URGENT = section.robustness(
    "urgent-data",
    role=SERVER,
    text="An octet that TCP carries as urgent data costs this connection at the most.",
    hint="Without SO_OOBINLINE it is not among the octets that you read; there is nothing else to be done.",
)


@verifies(URGENT)
@pytest.mark.sockets("urgent data")
@pytest.mark.parametrize("at", [0, 1, 10, 30])
def test_the_next_connection_is_served_after_urgent_data(http: Http, at: int) -> None:
    octets = http.fill(NEWCOMER)
    http.send(octets[:at])
    http.stream.send_urgent(b"!")
    http.send(octets[at:])
    assert is_http_or_nothing(http.receive())
    assert http.reconnect().answer(NEWCOMER) in ACCEPTED
