"""Mutants for robustness  Questions"""

from __future__ import annotations

from conformance.dns.rfc1035.test_04_1_1_header_section_format import COUNTS
from conformance.dns.robustness.test_questions import INTO_HEADER, NO_QUESTION, SENT_BACK
from reference_impls.dns.codes import FORMERR, SOA, TSIG
from reference_impls.dns.message import HEADER, QR, RD, Query, Question, Reply
from reference_impls.dns.names import Name
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(NO_QUESTION)
class TakesTheQuestionBefore(DnsServer):
    """Answers a query without a question by what it has answered before, as its memory still holds that."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        before = self.__dict__.get("before", [])
        if reply.rcode == FORMERR and not any(query.counts[:3]):
            reply.answers = before
        self.before = reply.answers or before
        return reply


@mutant(NO_QUESTION)
class AnswersWithoutAQuestion(DnsServer):
    """Answers a query without a question as one for its zone."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.rcode == FORMERR and not any(query.counts[:3]):
            reply.rcode = 0
            self.answer(Question(self.site.zones[0].origin, SOA), reply)
        return reply


@mutant(SENT_BACK, also={COUNTS: "records that cannot be read come back as well"})
class MakesErrorsOfTheQuery(DnsServer):
    """Answers FORMERR to a query with records, and sends all of it back."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        query = self.read(octets) if self.is_query(octets) else None
        if query and not query.is_malformed and not query.edns and self.has_records(query):
            return octets[:2] + (QR | query.flags & RD | FORMERR).to_bytes(2, "big") + octets[4:]
        return super().respond(octets, over_stream=over_stream, client=client)

    def has_records(self, query: Query) -> bool:
        return any(query.counts[1:]) and all(record.type != TSIG for record in query.records)


@mutant(SENT_BACK)
class KeepsAdditionalRecords(DnsServer):
    """Sends the additional records of a query with the answer."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.additional += [record for record in dict.fromkeys(query.records) if record.type != TSIG]
        return reply


class _TakesItForTheZone(MessageReader):
    def target(self, at: int, lowest: int) -> int:
        place = super().target(at, lowest)
        if place < HEADER:
            raise LookupError
        return place

    def name(self) -> Name:
        begin = self.at
        try:
            return super().name()
        except LookupError:
            self.at = begin + 2
            return (b"example", b"test")


@mutant(INTO_HEADER)
class TakesTheHeaderForItsZone(DnsServer):
    """Takes a name that it finds in the header for that of its zone."""

    reader = _TakesItForTheZone
