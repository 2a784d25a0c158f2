"""Mutants for RFC 1123 section 6.1.3.2  Transport Protocols"""

from __future__ import annotations

from conformance.dns.rfc1123.test_06_1_3_2_transport_protocols import NOT_REFUSED
from conformance.dns.rfc7873.test_05_2_3_only_a_client_cookie import NORMAL_OVER_TCP
from reference_impls.dns.codes import REFUSED, SOA
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(NOT_REFUSED)
class ServesTransfersOnly(DnsServer):
    """Refuses over TCP what is not asked for before a transfer."""

    def error(self, query: Query) -> int:
        is_other = query.over_stream and query.questions and query.questions[0].type != SOA
        return super().error(query) or (REFUSED if is_other else 0)


@mutant(NOT_REFUSED, also={NORMAL_OVER_TCP: "the query with a cookie was asked over UDP before"})
class HasLittleTimeForTcp(DnsServer):
    """Refuses a query over TCP if it was asked for the same over UDP, as that was good enough."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if not query.over_stream:
            self.asked = query.questions
        elif query.questions == self.__dict__.get("asked") and not reply.rcode:
            reply.rcode, reply.answers = REFUSED, []
        return reply
