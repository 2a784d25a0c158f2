"""RFC 7766 section 5  Transport Protocol Selection"""

from __future__ import annotations

import pytest

from conformance.dns.codes import ANY, MX, NS, TXT, A
from conformance.dns.exchange import Exchange
from conformance.dns.facts import plainest
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.over_tcp import ask_over_tcp
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc1035.test_04_2_2_tcp_usage_connections import NOT_BLOCKED, SEVERAL
from conformance.dns.rfc1123.test_06_1_3_2_transport_protocols import NOT_REFUSED
from conformance.dns.rfc7766 import RFC7766
from conformance.harness.net.stream import FIN, SILENCE
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC7766.section("5", "Transport Protocol Selection")

DNSKEY = 48  # the type whose answers are the longest in signed zones (RFC 4034 section 2)

TCP_OFFERED = section.must(
    "tcp-offered",
    role=SERVER,
    text="Answer queries over TCP as well, on the same port.",
    hint="Listen on the port for TCP too. Read two octets, the length, then the message; send both in reply.",
)


@verifies(TCP_OFFERED)
def test_a_query_over_tcp_is_answered(dns: Dns) -> None:
    assert ask_over_tcp(dns)


SAME_CONNECTION = section.must(
    "same-connection",
    role=SERVER,
    text="Send a reply by the way that its query came: over the same connection, or by UDP.",
    hint="Keep with each query where it came from, the socket of accept() or the address of recvfrom(), "
    "and send the reply there.",
    rests_on=(ID_COPIED,),
)


@verifies(SAME_CONNECTION)
@pytest.mark.cause
@pytest.mark.rests_on(SEVERAL)
@pytest.mark.parametrize("asked", [0, 1], ids=["the first", "the second"])
def test_the_reply_comes_over_the_connection_of_the_query(dns: Dns, asked: int) -> None:
    first = dns.stream()
    streams = [first.another(), first.another()]
    query = first.query()
    assert streams[asked].put(query).id == query.id
    assert streams[1 - asked].arrives_within(dns.quiet_time) in (SILENCE, FIN)


@verifies(SAME_CONNECTION)
@pytest.mark.rests_on(SEVERAL)
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)], ids=str)
def test_each_of_several_connections_gets_its_own_reply(dns: Dns, order: tuple[int, ...]) -> None:
    first = dns.stream()
    streams = [first.another() for _ in order]
    queries = [first.query() for _ in order]
    for stream, query in zip(streams, queries, strict=True):
        stream.send_message(query.octets)
    assert {number: streams[number].receive().id for number in order} == {n: queries[n].id for n in order}


@verifies(SAME_CONNECTION)
@pytest.mark.rests_on(NOT_BLOCKED)
def test_a_query_over_udp_is_not_answered_over_tcp(dns: Dns) -> None:
    datagrams, stream = dns.another(), dns.stream()
    assert stream.ask()
    assert datagrams.ask()
    assert stream.arrives_within(dns.quiet_time) in (SILENCE, FIN)


NOT_CUT = section.implied(
    "not-cut-over-tcp",
    role=SERVER,
    text="Do not limit a reply over TCP to what fits into a datagram, and do not mark it as truncated.",
    hint="Pass to the code that writes the reply how long it may be: 65,535 octets over TCP.",
)


@verifies(NOT_CUT)
@pytest.mark.rests_on(NOT_REFUSED)
def test_what_is_cut_over_udp_is_whole_over_tcp(dns: Dns) -> None:
    name, _ = plainest(dns.attempt.target)
    queries = [dns.query(name, kind) for kind in (TXT, DNSKEY, NS, MX, ANY, A)]
    cut = [query for query, reply in zip(queries, dns.flight(queries), strict=True) if reply.tc]
    if not cut:
        not_applicable("no reply over UDP is truncated")
    for query in cut:
        stream = dns.stream()
        reply = stream.put(query)
        stream.hang_up()
        assert reply.answers
        assert not reply.tc


@verifies(NOT_CUT)
def test_no_reply_over_tcp_is_marked_as_truncated(replies: Replies) -> None:
    replies.each(_is_marked, where=_is_of_interest)


def _is_of_interest(exchange: Exchange) -> bool:
    """Not where the query has TC set: other cases judge what is copied."""
    return exchange.is_plain and exchange.reply.over_tcp and not query_of(exchange).tc


def _is_marked(exchange: Exchange) -> str | None:
    return "TC is set, over TCP" if exchange.reply.tc else None
