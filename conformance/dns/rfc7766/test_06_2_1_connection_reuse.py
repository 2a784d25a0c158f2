"""RFC 7766 section 6.2.1  Connection Reuse"""

from __future__ import annotations

import pytest

from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc1035.test_04_2_2_tcp_usage import LENGTH
from conformance.dns.rfc7766 import RFC7766
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7766.section("6.2.1", "Connection Reuse")

REUSE = section.should(
    "several-queries",
    role=SERVER,
    text="Answer several queries over one connection, one after the other.",
    hint="Read the next length after each reply, in a loop, until the client closes.",
    rests_on=(ID_COPIED, LENGTH),
)


@verifies(REUSE)
@pytest.mark.parametrize("count", [2, 3, 10, 50])
def test_queries_one_after_the_other_are_answered(dns: Dns, count: int) -> None:
    stream = dns.stream()
    for _ in range(count):
        query = stream.query()
        assert stream.put(query).id == query.id


@verifies(REUSE)
def test_a_query_behind_a_pause_is_answered(dns: Dns) -> None:
    stream = dns.stream()
    assert stream.ask()
    stream.arrives_within(dns.quiet_time)
    assert stream.ask()
