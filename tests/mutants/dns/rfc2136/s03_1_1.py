"""Mutants for RFC 2136 section 3.1.1  Process Zone Section"""

from __future__ import annotations

from conformance.dns.rfc2136.test_03_1_1_process_zone_section import ONE_ZONE, OWN_ZONE
from reference_impls.dns.codes import FORMERR, NOERROR, NOTAUTH, SOA
from reference_impls.dns.message import HEADER, Query, Question, Reply
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

UPDATE = 5


class _ReadsZones(MessageReader):
    def query(self) -> Query:
        query = super().query()
        if query.opcode == UPDATE and len(self.octets) > HEADER:
            query.questions = [self.question()]
        return query


class _TakesUpdates(DnsServer):
    reader = _ReadsZones

    def for_zone(self, query: Query) -> int:
        return NOERROR

    def error(self, query: Query) -> int:
        return self.for_zone(query) if query.opcode == UPDATE else super().error(query)

    def answer(self, question: Question, reply: Reply) -> None:
        if reply.flags >> 11 & 15 != UPDATE:
            super().answer(question, reply)


@mutant(ONE_ZONE)
class TakesAnyZoneSection(_TakesUpdates):
    """Takes an update without a look at count and type of its zone."""

    def for_zone(self, query: Query) -> int:
        return NOERROR if not query.questions or self.is_zone(query.questions[0]) else NOTAUTH


@mutant(OWN_ZONE)
class TakesAnyZone(_TakesUpdates):
    """Takes an update of a zone that it does not have."""

    def for_zone(self, query: Query) -> int:
        return NOERROR if query.counts[0] == 1 and query.questions[0].type == SOA else FORMERR
