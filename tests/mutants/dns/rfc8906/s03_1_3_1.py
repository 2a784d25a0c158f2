"""Mutants for RFC 8906 section 3.1.3.1  Recursive Queries"""

from __future__ import annotations

from conformance.dns.rfc8906.test_03_1_3_1_recursive_queries import RD_CHANGES_NOTHING
from reference_impls.dns.codes import NOERROR, NXDOMAIN, REFUSED, SERVFAIL
from reference_impls.dns.message import AA, RD, Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(RD_CHANGES_NOTHING)
class RefusesToRecurse(DnsServer):
    """Refuses queries that desire recursion."""

    def for_questions(self, query: Query) -> int:
        return REFUSED if query.flags & RD else super().for_questions(query)


class _Changes(DnsServer):
    def change(self, reply: Reply) -> None:
        """What RD changes."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if query.flags & RD and query.questions and not query.is_malformed:
            self.change(reply)
        return reply


@mutant(RD_CHANGES_NOTHING)
class FailsToRecurse(_Changes):
    """Answers SERVFAIL where recursion is desired for what it does not have."""

    def change(self, reply: Reply) -> None:
        reply.rcode = SERVFAIL if reply.rcode in (REFUSED, NXDOMAIN) else reply.rcode


@mutant(RD_CHANGES_NOTHING)
class DisownsItsZone(_Changes):
    """Clears AA where recursion is desired."""

    def change(self, reply: Reply) -> None:
        reply.flags &= ~AA


@mutant(RD_CHANGES_NOTHING)
class HidesWhatItHas(_Changes):
    """Sends no records where recursion is desired."""

    def change(self, reply: Reply) -> None:
        if reply.rcode == NOERROR:
            reply.answers = []
