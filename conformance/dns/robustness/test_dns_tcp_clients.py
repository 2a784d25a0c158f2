"""Robustness  Clients over TCP that leave, and what is left of the server"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.dns.connections import collected, framed
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc1035.test_04_2_2_tcp_usage_connections import NOT_BLOCKED, SEVERAL
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.stream_peer import DnsStream
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("dns-tcp", "DNS over TCP")

HALF_CLOSED = section.robustness(
    "half-close",
    role=SERVER,
    text="Where a client ends its side of a connection, send replies to what it asked or none, and serve others.",
    hint="recv() returns no octets when the client has ended its side: close the connection, and go on accepting.",
    rests_on=(ID_COPIED, SEVERAL, NOT_BLOCKED),
)


@verifies(HALF_CLOSED)
@pytest.mark.parametrize("begun", [0, 1, 2, 3, 14])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_client_that_ends_its_side_disturbs_nobody(dns: Dns, count: int, begun: int) -> None:
    """It sends some queries, and the beginning of another. That they are not answered is legal (RFC 7766 6.2.4)."""
    stream = dns.stream().another()
    queries = [stream.query() for _ in range(count)]
    if octets := b"".join(framed(query.octets) for query in queries) + framed(stream.query().octets)[:begun]:
        stream.send(octets)
    stream.half_close()
    assert dns.stream().ask()
    assert dns.ask()
    ids = [reply.id for reply in collected(dns, stream)]
    assert set(ids) <= {query.id for query in queries}
    assert len(ids) == len(set(ids))


SERVES_THE_NEXT = section.robustness(
    "serves-the-next-client",
    role=SERVER,
    text="Serve the next client after others that went away in any way, by a reset or without reading.",
    hint="Whatever ends the code that serves a connection, close its socket and go on accepting: use try and finally.",
    rests_on=(SEVERAL, NOT_BLOCKED),
)


def closes(stream: DnsStream) -> None:
    """Connect and close."""
    stream.hang_up()


def resets(stream: DnsStream) -> None:
    """Connect and reset."""
    stream.reset()


def closes_in_a_length(stream: DnsStream) -> None:
    """Send one octet, and close."""
    stream.send(b"\0")
    stream.hang_up()


def closes_in_a_query(stream: DnsStream) -> None:
    """Send half of a query, and close."""
    stream.send(framed(stream.query().octets)[:15])
    stream.hang_up()


def resets_in_a_query(stream: DnsStream) -> None:
    """Send half of a query, and reset."""
    stream.send(framed(stream.query().octets)[:15])
    stream.reset()


def closes_without_reading(stream: DnsStream) -> None:
    """Ask twenty times, and close before the replies are read: what still comes is answered by RST."""
    stream.send_message(*20 * [stream.query().octets])
    stream.hang_up()


def resets_without_reading(stream: DnsStream) -> None:
    """Ask twenty times, and reset."""
    stream.send_message(*20 * [stream.query().octets])
    stream.reset()


def resets_after_a_reply(stream: DnsStream) -> None:
    """Have one reply, and reset."""
    stream.ask()
    stream.reset()


TIMES = 20
LEAVING = (
    closes,
    resets,
    closes_in_a_length,
    closes_in_a_query,
    resets_in_a_query,
    closes_without_reading,
    resets_without_reading,
    resets_after_a_reply,
)


@verifies(SERVES_THE_NEXT)
@pytest.mark.parametrize("leave", LEAVING, ids=[leave.__name__ for leave in LEAVING])
def test_the_next_client_is_served(dns: Dns, leave: Callable[[DnsStream], None]) -> None:
    with dns.attempt.aside():
        for _ in range(TIMES):
            leave(dns.stream().another())
    assert dns.stream().ask()
    assert dns.ask()
