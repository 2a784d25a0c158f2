"""RFC 7766 section 6.2.1.1  Query Pipelining"""

from __future__ import annotations

import pytest

from conformance.dns.codes import NS, SOA, TXT, A
from conformance.dns.connections import FRAMED_QUERY, framed, missing, pipelined
from conformance.dns.facts import plainest
from conformance.dns.peer import Dns
from conformance.dns.rfc1034.test_06_2_1_qname_sri_nic_arpa_qtype_a import QUESTION_MATCHES
from conformance.dns.rfc7766 import RFC7766
from conformance.dns.rfc7766.test_06_2_1_connection_reuse import REUSE
from conformance.dns.rfc7766.test_08_tcp_message_length_field import FIRST_READ
from conformance.harness.net.segmentation import CUT
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7766.section("6.2.1.1", "Query Pipelining")

EXPECTED = section.must(
    "pipelined-queries-expected",
    role=SERVER,
    text="Expect that a client sends the next queries before it has the reply to the first.",
    hint="Take as many octets for a message as its length says; those behind it are the next query.",
    rests_on=(FIRST_READ,),
)


@verifies(EXPECTED)
@pytest.mark.parametrize("count", [2, 3, 10, 200])
def test_the_first_of_queries_sent_at_once_is_answered_as_if_alone(dns: Dns, count: int) -> None:
    """Replies may come in any order, and fewer than all: each must be one to a query that was sent."""
    first, stream = dns.stream(), dns.stream()
    alone = first.ask()
    first.hang_up()
    queries = [stream.query() for _ in range(count)]
    stream.send_message(*(query.octets for query in queries))
    reply = stream.receive()
    assert reply.id in [query.id for query in queries]
    assert reply.rcode == alone.rcode


FEW = [pytest.param(count, marks=pytest.mark.cause) for count in (2, 3, 5)]
"""On these others rest: a server may take at most a hundred, say, on one connection."""

ALL_ANSWERED = section.should(
    "all-pipelined-answered",
    role=SERVER,
    text="Answer all queries that a client sends in quick succession, in any order.",
    hint="After each message look whether the next is in the buffer already, before you wait for the socket.",
    rests_on=(REUSE, EXPECTED),
)


@verifies(ALL_ANSWERED)
@pytest.mark.parametrize("count", [*FEW, 10, 20, 50, 100, 200])
def test_all_queries_sent_at_once_are_answered(dns: Dns, count: int) -> None:
    stream = dns.stream()
    queries = [stream.query() for _ in range(count)]
    assert missing(queries, pipelined(stream, queries)) == []


@verifies(ALL_ANSWERED)
@pytest.mark.parametrize("size", [7, 100])
def test_all_queries_sent_in_segments_are_answered(dns: Dns, size: int) -> None:
    stream = dns.stream()
    stream.in_segments(size)
    queries = [stream.query() for _ in range(5)]
    assert missing(queries, pipelined(stream, queries)) == []


@verifies(ALL_ANSWERED)
@pytest.mark.parametrize("begun", range(1, FRAMED_QUERY))
def test_the_second_query_may_begin_in_the_segment_of_the_first(dns: Dns, begun: int) -> None:
    stream = dns.stream()
    queries = [stream.query(), stream.query()]
    stream.in_segments(CUT, first=len(framed(queries[0].octets)) + begun)
    assert missing(queries, pipelined(stream, queries)) == []


@verifies(ALL_ANSWERED)
@pytest.mark.rests_on(QUESTION_MATCHES)
def test_queries_for_several_types_are_answered_each(dns: Dns) -> None:
    name, _ = plainest(dns.attempt.target)
    stream = dns.stream()
    queries = [stream.query(name, kind) for kind in 3 * (A, SOA, NS, TXT)]
    asked = {query.id: query.type for query in queries}
    for reply in pipelined(stream, queries):
        assert [question.type for question in reply.questions] in ([], [asked.pop(reply.id, 0)])
    assert not asked


CONCURRENTLY = section.should(
    "concurrently",
    role=SERVER,
    text="Process queries that come over TCP at the same time, as those that come over UDP.",
    hint="Give each query a task of its own, and send each reply as soon as it is there.",
    untestable="from outside, a server that is fast looks the same; replies in any order conform",
)
