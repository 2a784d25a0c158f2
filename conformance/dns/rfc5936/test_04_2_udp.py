"""RFC 5936 section 4.2  UDP"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AXFR, SOA
from conformance.dns.facts import AUTHORITATIVE, require_profile, zone_of
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc5936 import RFC5936
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC5936.section("4.2", "UDP")

NOT_BY_UDP = section.implied(
    "not-by-udp",
    role=SERVER,
    text="Transfer no zone by UDP: that is not defined.",
    hint="Answer an AXFR query by UDP with an error, or with TC set and no records.",
    rests_on=(ID_COPIED,),
)


@verifies(NOT_BY_UDP)
@pytest.mark.parametrize(
    "edns",
    [None, Edns(512), Edns(1232), Edns(4096), Edns(65535)],
    ids=lambda edns: f"size {edns.size}" if edns else "no OPT",
)
@pytest.mark.parametrize("rd", [True, False], ids=["RD", "no RD"])
def test_a_zone_is_not_transferred_by_udp(dns: Dns, edns: Edns | None, rd: bool) -> None:
    """The SOA record alone is no transfer."""
    require_profile(dns.attempt, AUTHORITATIVE)
    for reply in dns.tolerated(dns.query(zone_of(dns.attempt.target), AXFR, edns=edns, rd=rd).octets):
        assert {record.type for record in reply.answers} <= {SOA} or reply.over_tcp
