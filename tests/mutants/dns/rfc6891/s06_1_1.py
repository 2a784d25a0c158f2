"""Mutants for RFC 6891 section 6.1.1  Basic Elements"""

from __future__ import annotations

from conformance.dns.rfc6891.test_06_1_1_basic_elements import (
    MULTIPLE_OPT,
    NO_DATA,
    ONE_OPT,
    OPT_ANYWHERE,
    OPT_IN_ADDITIONAL,
    OPT_IN_RESPONSE,
)
from reference_impls.dns.codes import NOERROR, NXDOMAIN, REFUSED, SOA, A
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import AA, AD, CD, Edns, Query, Record, Reply
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _IgnoresOpt(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return None


@mutant(OPT_IN_RESPONSE)
class IgnoresOpt(DnsServer):
    """Takes an OPT record for one like any other, and ignores it."""

    edns = _IgnoresOpt


class _KnowsOneSize(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return super().reply(query) if query.edns and query.edns.size == 1232 else None


@mutant(OPT_IN_RESPONSE)
class KnowsOneSize(DnsServer):
    """Answers with OPT only if the client's size is its own."""

    edns = _KnowsOneSize


@mutant(ONE_OPT)
class SendsTwo(DnsServer):
    """Adds an OPT record to the additional section, and one behind it."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.additional += reply.opt
        return reply


@mutant(OPT_IN_RESPONSE)
class ForgetsOptOfErrors(DnsServer):
    """Adds no OPT record to the replies to names that it does not have."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.rcode in (NXDOMAIN, REFUSED):
            reply.edns = None
        return reply


@mutant(OPT_IN_RESPONSE)
class HasNoOptWithoutTheName(DnsServer):
    """Writes the reply for a name that its zone does not have anew, without OPT."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.edns = None if reply.rcode == NXDOMAIN else reply.edns
        return reply


class _HasOptByUdp(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return None if query.over_stream else super().reply(query)


@mutant(OPT_IN_RESPONSE)
class HasOptByUdp(DnsServer):
    """Adds no OPT record over TCP, where no size needs to be told."""

    edns = _HasOptByUdp


class _HasOptForFewTypes(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return super().reply(query) if query.questions and query.questions[0].type in (A, SOA) else None


@mutant(OPT_IN_RESPONSE)
class HasOptForFewTypes(DnsServer):
    """Adds an OPT record to the answers to the usual questions only."""

    edns = _HasOptForFewTypes


class _HasOptWithoutFlags(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return None if query.flags & (AD | CD) else super().reply(query)


@mutant(OPT_IN_RESPONSE)
class HasOptWithoutFlags(DnsServer):
    """Takes the bits AD and CD for errors, and does not look at EDNS any more."""

    edns = _HasOptWithoutFlags


class _TakesTheFirst(MessageReader):
    def edns(self, found: list[Record]) -> Edns | None:
        return super().edns(found[:1])


@mutant(MULTIPLE_OPT)
class TakesTheFirst(DnsServer):
    """Takes the first OPT record, and ignores all others."""

    reader = _TakesTheFirst


class _LooksAtTheLastRecord(MessageReader):
    def body(self, query: Query) -> None:
        super().body(query)
        query.edns = query.edns if not query.records or self.octets[-11:-7] == b"\0\0\x29\x04" else None


@mutant(OPT_ANYWHERE)
class LooksAtTheLastRecord(DnsServer):
    """Takes the OPT record for one only if it is the last record."""

    reader = _LooksAtTheLastRecord


class _LooksAtTheFirstRecord(MessageReader):
    def body(self, query: Query) -> None:
        super().body(query)
        behind_question = 12 + sum(len(label) + 1 for label in query.questions[0].name) + 5 if query.questions else 12
        is_first = self.octets[behind_question : behind_question + 3] == b"\0\0\x29"
        query.edns = query.edns if is_first or not query.records else None


@mutant(OPT_ANYWHERE)
class LooksAtTheFirstRecord(DnsServer):
    """Takes the OPT record for one only if it is the first record of the additional section."""

    reader = _LooksAtTheFirstRecord


@mutant(OPT_IN_ADDITIONAL, also={ONE_OPT: "the additional section has one as well"})
class AddsOptToTheAuthority(DnsServer):
    """Puts the OPT record into the authority section too, with the records about the zone."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.rcode == NXDOMAIN:
            reply.authority += reply.opt
        return reply


@mutant(NO_DATA)
class HasNoDataForExtendedClients(DnsServer):
    """Takes the OPT record for the end of the question: the answer is empty."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.edns and query.questions and len(query.questions[0].name) == len(self.site.zones[0].origin):
            reply.answers = []
        return reply


@mutant(NO_DATA)
class HasOtherNamesForExtendedClients(DnsServer):
    """Knows the names of its zone only if the client sends no OPT record."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.edns and reply.rcode == NXDOMAIN:
            reply.rcode = NOERROR
        return reply


@mutant(NO_DATA)
class HasAddressesForExtendedClients(DnsServer):
    """Answers extended clients by an address where there are no records of the type."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.edns and reply.flags & AA and not reply.answers:
            reply.answers.append(Record(query.questions[0].name, A, 60, (bytes(4),)))
        return reply
