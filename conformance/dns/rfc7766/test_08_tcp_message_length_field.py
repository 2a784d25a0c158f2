"""RFC 7766 section 8  TCP Message Length Field"""

from __future__ import annotations

import pytest

from conformance.dns.connections import FRAMED_QUERY
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc7766 import RFC7766
from conformance.dns.stream_peer import LENGTH
from conformance.harness.net.segmentation import CUT
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC7766.section("8", "TCP Message Length Field")

FIRST_READ = section.must(
    "first-read-without-all",
    role=SERVER,
    text="Do not close a connection because the first octets that are read are not the whole message: read the others.",
    hint="recv() returns what has arrived, which may be one octet of the length: call it until all octets are there.",
    rests_on=(ID_COPIED,),
)


@verifies(FIRST_READ)
@pytest.mark.parametrize("first", range(1, FRAMED_QUERY))
def test_a_query_in_two_segments_is_answered(dns: Dns, first: int) -> None:
    stream = dns.stream()
    stream.in_segments(CUT, first)
    query = stream.query()
    assert stream.put(query).id == query.id


@verifies(FIRST_READ)
@pytest.mark.parametrize("size", range(1, 17))
def test_a_query_in_segments_is_answered(dns: Dns, size: int) -> None:
    stream = dns.stream()
    stream.in_segments(size)
    query = stream.query()
    assert stream.put(query).id == query.id


@verifies(FIRST_READ)
@pytest.mark.parametrize("first", [1, 2, 14])
def test_a_further_query_in_two_segments_is_answered(dns: Dns, first: int) -> None:
    """What is read first of it may be read by other code than the first octets of the connection."""
    stream = dns.stream()
    *before, query = (stream.query() for _ in range(3))
    if not all(stream.put(one) for one in before):
        not_applicable("a second query on the connection is not answered, also if all of it comes at once")
    stream.in_segments(CUT, sum(LENGTH + len(one.octets) for one in before) + first)
    assert stream.put(query).id == query.id


TOGETHER = section.should(
    "length-and-message-together",
    role=SERVER,
    text="Give the length and the message to TCP at the same time.",
    hint="Put both into one buffer, and call sendall() once.",
    untestable="octets of one call may arrive in several segments, and those of two in one",
)
