"""Mutants for RFC 5936 section 4.2  UDP"""

from __future__ import annotations

from conformance.dns.rfc5936.test_04_2_udp import NOT_BY_UDP
from reference_impls.dns.codes import AXFR, NS
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(NOT_BY_UDP)
class TransfersByUdp(DnsServer):
    """Sends as much of the zone by UDP as fits."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if query.questions and query.questions[0].type == AXFR and not query.over_stream:
            zone = self.site.zones[0]
            reply.rcode, reply.answers = 0, [zone.soa, *zone.nodes[zone.origin][NS], zone.soa]
        return reply
