"""RFC 1995 section 4  Response Format"""

from __future__ import annotations

import pytest

from conformance.dns.codes import IXFR, SOA
from conformance.dns.facts import AUTHORITATIVE, require_profile, zone_of
from conformance.dns.message import Message
from conformance.dns.names import lowered, octets_of
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc1995 import RFC1995
from conformance.dns.wire import Query, number, record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1995.section("4", "Response Format")

SERIALS = [0, 1, 2026113001, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]

SOA_FIRST = section.implied(
    "soa-first",
    role=SERVER,
    text="Begin what answers an IXFR query with the SOA record of the zone.",
    hint="Send the current SOA record first; or refuse the query by an RCODE, without records.",
    rests_on=(ID_COPIED,),
)


@verifies(SOA_FIRST)
@pytest.mark.parametrize("serial", SERIALS)
def test_incremental_transfers_by_udp_begin_with_soa(dns: Dns, serial: int) -> None:
    """They may be refused; silence is noted."""
    for reply in dns.tolerated(_query(dns, serial).octets):
        _begins_with_soa(dns, reply)


@verifies(SOA_FIRST)
@pytest.mark.parametrize("serial", SERIALS)
def test_incremental_transfers_over_tcp_begin_with_soa(dns: Dns, serial: int) -> None:
    """They may be refused, and the connection closed."""
    _begins_with_soa(dns, dns.stream().put(_query(dns, serial)))


def _query(dns: Dns, serial: int) -> Query:
    require_profile(dns.attempt, AUTHORITATIVE)
    zone = zone_of(dns.attempt.target)
    soa = record(octets_of(zone), SOA, b"\0\0" + number(serial, 4) + bytes(16))
    return dns.query(zone, IXFR, sections=((), [soa], ()))


def _begins_with_soa(dns: Dns, reply: Message) -> None:
    zone = lowered(zone_of(dns.attempt.target))
    first = [(lowered(one.name.labels), one.type) for one in reply.answers[:1]]
    assert first in ([], [(zone, SOA)])
