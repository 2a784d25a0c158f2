"""Mutants for RFC 5936 section 5  Authorization"""

from __future__ import annotations

from conformance.dns.rfc5936.test_05_authorization import NOT_OPEN
from reference_impls.dns.codes import AXFR
from reference_impls.dns.message import AA, Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(NOT_OPEN)
class IsOpenToAll(DnsServer):
    """Transfers its zone to everybody."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if (
            query.over_stream
            and query.questions
            and query.questions[0].type == AXFR
            and self.is_zone(query.questions[0])
        ):
            zone = self.site.zones[0]
            records = [one for node in zone.nodes.values() for found in node.values() for one in found]
            reply.rcode, reply.flags = 0, reply.flags | AA
            reply.answers = [zone.soa, *(one for one in records if one is not zone.soa), zone.soa]
        return reply
