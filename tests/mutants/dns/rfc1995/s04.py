"""Mutants for RFC 1995 section 4  Response Format"""

from __future__ import annotations

from conformance.dns.rfc1995.test_04_response_format import SOA_FIRST
from reference_impls.dns.codes import IXFR, NS
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(SOA_FIRST)
class SendsTheDifferenceAlone(DnsServer):
    """Sends the records that are new, without the SOA record before them."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if query.questions and query.questions[0].type == IXFR:
            zone = self.site.zones[0]
            reply.rcode, reply.answers = 0, list(zone.nodes[zone.origin][NS])
        return reply
