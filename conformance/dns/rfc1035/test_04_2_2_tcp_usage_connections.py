"""RFC 1035 section 4.2.2  TCP usage, where there are several connections"""

from __future__ import annotations

import pytest

from conformance.dns.connections import begin, begin_many, framed, leave_unread
from conformance.dns.peer import Dns
from conformance.dns.rfc1035 import RFC1035
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1035.section("4.2.2", "TCP usage")

SEVERAL = section.should(
    "several-connections",
    role=SERVER,
    text="Serve several TCP connections at the same time.",
    hint="Give each connection from accept() a thread or a task, or register its socket with the event loop; "
    "do not read from one until it ends.",
)


@verifies(SEVERAL)
@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("last_first", [False, True], ids=["the first first", "the last first"])
def test_each_of_several_connections_is_served(dns: Dns, count: int, last_first: bool) -> None:
    first = dns.stream()
    streams = [first.another() for _ in range(count)]
    for stream in reversed(streams) if last_first else streams:
        assert stream.ask()


NOT_BLOCKED = section.should(
    "waiting-blocks-nothing",
    role=SERVER,
    text="While octets of one connection are awaited, go on with everything else: datagrams and other connections.",
    hint="Wait for all sockets at once by select(), or read each connection in a thread of its own, and keep what has "
    "come of a message until the rest arrives.",
)

DATAGRAMS = 5  # plain queries, one after the other
BEGUN = [0, 1, 2, 3, 14, -1]  # octets of a query with its length; -1: all but the last


@verifies(NOT_BLOCKED)
@pytest.mark.alone
@pytest.mark.cause
@pytest.mark.parametrize("begun", BEGUN)
def test_a_query_that_is_begun_does_not_block_datagrams(dns: Dns, begun: int) -> None:
    """The server may read the first datagrams before it looks at the connection."""
    begin(dns.stream(), framed(dns.query().octets)[:begun])
    assert all(dns.another().ask() for _ in range(DATAGRAMS))


@verifies(NOT_BLOCKED)
@pytest.mark.cause
@pytest.mark.rests_on(SEVERAL)
@pytest.mark.parametrize("begun", BEGUN[1:])
def test_a_query_that_is_begun_does_not_block_connections(dns: Dns, begun: int) -> None:
    begin(dns.stream(), framed(dns.query().octets)[:begun])
    assert dns.stream().ask()


@verifies(NOT_BLOCKED)
@pytest.mark.alone
@pytest.mark.parametrize("begun", [0, 1, -1])
def test_many_connections_that_wait_do_not_block_datagrams(dns: Dns, begun: int) -> None:
    """How many connections are served is free; what the server does not accept waits in its system."""
    begin_many(dns.stream(), framed(dns.query().octets)[:begun], 30)
    assert dns.another().ask()


@verifies(NOT_BLOCKED)
@pytest.mark.alone
@pytest.mark.parametrize("count", [1, 3])
def test_a_client_that_does_not_read_does_not_block_datagrams(dns: Dns, count: int) -> None:
    for _ in range(count):
        leave_unread(dns)
    assert dns.another().ask()


@verifies(NOT_BLOCKED)
@pytest.mark.alone
@pytest.mark.rests_on(SEVERAL)
def test_a_client_that_does_not_read_does_not_block_connections(dns: Dns) -> None:
    leave_unread(dns)
    assert dns.stream().ask()
