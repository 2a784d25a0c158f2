"""Mutants for RFC 8906 section 7  Response Code Selection"""

from __future__ import annotations

from conformance.dns.rfc8906.test_07_response_code_selection import (
    NOTIMP_WITHOUT_READING,
    TYPES_OF_NOBODY,
    TYPES_WITHOUT_ERROR,
)
from reference_impls.dns.answers import Answers
from reference_impls.dns.codes import FORMERR, NOERROR, NOTIMP, NXDOMAIN, SOA, A
from reference_impls.dns.message import Query, Question, Reply
from reference_impls.dns.server import DnsServer
from reference_impls.dns.zone import Zone
from tests.mutants import mutant


@mutant(NOTIMP_WITHOUT_READING)
class ReadsBeforeItLooks(DnsServer):
    """Answers FORMERR to a message of an unknown opcode whose header does not count one question."""

    def error(self, query: Query) -> int:
        return FORMERR if query.opcode and query.counts != [1, 0, 0, 0] else super().error(query)


@mutant(TYPES_WITHOUT_ERROR)
class KnowsTheTypesOfItsZone(DnsServer):
    """Answers NOTIMP to a type that no record of the zone has."""

    def for_type(self, kind: int) -> int:
        return NOTIMP if kind > 16 else super().for_type(kind)


class _TakesNoDataForNoName(Answers):
    def no_data(self, zone: Zone, reply: Reply) -> None:
        super().no_data(zone, reply)
        reply.rcode = NXDOMAIN


@mutant(TYPES_WITHOUT_ERROR)
class TakesNoDataForNoName(DnsServer):
    """Answers NXDOMAIN where a name has no record of the type."""

    answers = _TakesNoDataForNoName


@mutant(TYPES_WITHOUT_ERROR)
class WantsAddresses(DnsServer):
    """Answers FORMERR to a query for anything but an address or the zone."""

    def for_questions(self, query: Query) -> int:
        kinds = {question.type for question in query.questions}
        return super().for_questions(query) if kinds <= {A, SOA} else FORMERR


@mutant(TYPES_OF_NOBODY)
class LooksAtTheTypeFirst(DnsServer):
    """Answers NOERROR to a query for any type but A, be there the name or not."""

    def answer(self, question: Question, reply: Reply) -> None:
        super().answer(question, reply)
        if question.type != A and reply.rcode == NXDOMAIN:
            reply.rcode = NOERROR
