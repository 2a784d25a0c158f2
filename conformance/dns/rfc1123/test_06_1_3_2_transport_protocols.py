"""RFC 1123 section 6.1.3.2  Transport Protocols"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AAAA, MX, NOERROR, NS, SOA, A
from conformance.dns.facts import plainest
from conformance.dns.peer import Dns
from conformance.dns.rfc1123 import RFC1123
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC1123.section("6.1.3.2", "Transport Protocols")

NOT_REFUSED = section.should_not(
    "refused-over-tcp",
    role=SERVER,
    text="Do not refuse a query over TCP because it can be answered over UDP.",
    hint="Have the same function answer queries of both kinds, and tell it only how long the reply may be.",
)


@verifies(NOT_REFUSED)
@pytest.mark.parametrize("kind", [A, NS, SOA, MX, AAAA], ids=["A", "NS", "SOA", "MX", "AAAA"])
def test_what_is_answered_over_udp_is_answered_over_tcp(dns: Dns, kind: int) -> None:
    name, _ = plainest(dns.attempt.target)
    with dns.attempt.aside():
        over_udp = dns.another().ask(name, kind)
    if over_udp.rcode != NOERROR or over_udp.tc:
        not_applicable("over UDP it is not answered")
    assert dns.stream().ask(name, kind).rcode == NOERROR
