"""RFC 2136 section 3.1.1  Process Zone Section"""

from __future__ import annotations

from dataclasses import replace

import pytest

from conformance.dns.codes import AAAA, ANY, FORMERR, NOTAUTH, NOTIMP, NS, REFUSED, SOA, TYPES, UPDATE, A, called
from conformance.dns.facts import AUTHORITATIVE, require_profile, zone_of
from conformance.dns.names import octets_of
from conformance.dns.peer import Dns
from conformance.dns.rfc2136 import RFC2136
from conformance.dns.rfc8906.test_03_1_4_unknown_dns_opcodes import NOT_IMPLEMENTED
from conformance.dns.wire import question
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC2136.section("3.1.1", "Process Zone Section")

OFF = (NOTIMP, REFUSED)  # of servers that take no updates

ONE_ZONE = section.implied(
    "one-zone",
    role=SERVER,
    text="Answer FORMERR to an UPDATE that does not name exactly one zone by type SOA.",
    hint="Check ZOCOUNT == 1 and ZTYPE == 6 before you look at anything else, or answer NOTIMP to all updates.",
    rests_on=(NOT_IMPLEMENTED,),
)


@verifies(ONE_ZONE)
@pytest.mark.parametrize("count", [0, 2, 3, 10])
def test_an_update_names_one_zone(dns: Dns, count: int) -> None:
    """No record is to be changed by it. Where none is counted, the zone stands behind the message."""
    require_profile(dns.attempt, AUTHORITATIVE)
    zone = zone_of(dns.attempt.target)
    more = [question(octets_of(zone), SOA)] * (count - 1)
    query = dns.query(zone, SOA, opcode=UPDATE, rd=False, more_questions=more)
    assert dns.put(query if count else replace(query, counts=[0, 0, 0, 0])).rcode in (FORMERR, *OFF)


@verifies(ONE_ZONE)
@pytest.mark.parametrize("type_", [A, NS, AAAA, 65280, ANY], ids=lambda type_: called(type_, TYPES, "TYPE"))
def test_an_update_names_its_zone_by_soa(dns: Dns, type_: int) -> None:
    require_profile(dns.attempt, AUTHORITATIVE)
    reply = dns.ask(zone_of(dns.attempt.target), type_, opcode=UPDATE, rd=False)
    assert reply.rcode in (FORMERR, *OFF)


OWN_ZONE = section.implied(
    "own-zone",
    role=SERVER,
    text="Answer NOTAUTH to an UPDATE of a zone that the server is not authoritative for.",
    hint="Look for a zone with exactly that name, and set RCODE 9 if there is none.",
    rests_on=(NOT_IMPLEMENTED,),
)


@verifies(OWN_ZONE)
@pytest.mark.parametrize("name", ["example.net", "nobody-has-this.invalid", "invalid"])
def test_an_update_is_of_a_zone_of_the_server(dns: Dns, name: str) -> None:
    """No record is to be changed by it; a server that takes no updates may say that first."""
    require_profile(dns.attempt, AUTHORITATIVE)
    assert dns.ask(name, SOA, opcode=UPDATE, rd=False).rcode in (NOTAUTH, *OFF)
