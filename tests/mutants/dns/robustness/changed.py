"""Mutants for robustness  Changed messages"""

from __future__ import annotations

from conformance.dns.robustness.test_changed_messages import CHANGED, SAME_AGAIN
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant
from tests.mutants.dns.robustness.names import Stops


@mutant(CHANGED)
class EndsAtARepetition(Stops):
    """Ends where a message that is not long has the octets of its OPT record twice."""

    def is_fatal(self, octets: bytes) -> bool:
        return len(octets) < 100 and octets.count(octets[-3:]) > 1 and octets[12:16] == b"\3www" and len(octets) > 45


@mutant(SAME_AGAIN)
class ForgetsEachThird(DnsServer):
    """Clears its zone while it reads it again, at each third query for the SOA record without EDNS."""

    count = 0

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if query.edns is None and [one.type for one in query.questions] == [6]:
            self.count += 1
            if self.count % 3 == 0:
                reply.answers = []
        return reply
