"""Mutants for RFC 1034 section 4.3.1  Queries and responses"""

from __future__ import annotations

from conformance.dns.rfc1034.test_04_3_1_queries_and_responses import RA_IS_STEADY, RA_IS_TRUE
from reference_impls.dns.codes import MX, TXT, A
from reference_impls.dns.message import RA, RD, Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _SetsRa(DnsServer):
    """Sets RA in some replies."""

    def has_ra(self, query: Query, reply: Reply) -> bool:
        return True

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.flags |= RA if self.has_ra(query, reply) else 0
        return reply


@mutant(RA_IS_TRUE)
class AlwaysSetsRa(_SetsRa):
    """Sets RA in each reply, and refuses to recurse."""


@mutant(RA_IS_STEADY)
class SetsRaByRd(_SetsRa):
    """Sets RA where recursion is desired."""

    def has_ra(self, query: Query, reply: Reply) -> bool:
        return bool(query.flags & RD)


@mutant(RA_IS_STEADY)
class CopiesRa(_SetsRa):
    """Copies RA of the query."""

    def has_ra(self, query: Query, reply: Reply) -> bool:
        return bool(query.flags & RA)


@mutant(RA_IS_STEADY)
class SetsRaByName(_SetsRa):
    """Sets RA where a name does not exist."""

    def has_ra(self, query: Query, reply: Reply) -> bool:
        return reply.rcode == 3


@mutant(RA_IS_STEADY)
class SetsRaByType(_SetsRa):
    """Sets RA for types that programs ask a resolver for, and for those that it does not know."""

    def has_ra(self, query: Query, reply: Reply) -> bool:
        return any(question.type in (A, MX, TXT) or question.type > 255 for question in query.questions)


@mutant(RA_IS_STEADY)
class SetsRaByEdns(_SetsRa):
    """Sets RA in replies without OPT."""

    def has_ra(self, query: Query, reply: Reply) -> bool:
        return not query.edns
