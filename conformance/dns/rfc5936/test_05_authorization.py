"""RFC 5936 section 5  Authorization"""

from __future__ import annotations

from conformance.dns.codes import AXFR, SOA
from conformance.dns.facts import AUTHORITATIVE, require_profile, zone_of
from conformance.dns.peer import Dns
from conformance.dns.rfc5936 import RFC5936
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC5936.section("5", "Authorization")

NOT_OPEN = section.should_not(
    "open-to-all",
    role=SERVER,
    text="Transfer zones to everybody by default. An operator may allow it; then this deviation is declared as known.",
    hint="Refuse AXFR unless the client's address, or its key, is in a list that is empty at first.",
)


@verifies(NOT_OPEN)
def test_a_stranger_gets_no_zone(dns: Dns) -> None:
    require_profile(dns.attempt, AUTHORITATIVE)
    reply = dns.stream().ask(zone_of(dns.attempt.target), AXFR)
    assert reply.rcode or {record.type for record in reply.answers} <= {SOA}
