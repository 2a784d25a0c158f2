"""Mutants for RFC 1035 section 4.1.1  Header section format: the fields that only responses have, and many queries"""

from __future__ import annotations

import math

from conformance.dns.rfc1035.test_04_1_1_header_section_format_fields_of_responses import (
    AA_IN_THE_ZONE,
    AA_IS_AUTHORITY,
    AA_IS_OF_RESPONSES,
    EACH_ITS_OWN,
    RCODE_IS_OF_RESPONSES,
    TC_MEANS_CUT,
)
from reference_impls.dns.answers import Answers
from reference_impls.dns.message import AA, TC, Query, Reply
from reference_impls.dns.names import Name, lowered
from reference_impls.dns.server import DnsServer
from reference_impls.dns.zone import Zone
from reference_impls.sansio import Peer
from tests.mutants import mutant


@mutant(EACH_ITS_OWN)
class SharesItsTableOfIdentifiers(DnsServer):
    """Gives queries for one type that arrive together the identifiers of each other."""

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.waiting = [*self.__dict__.get("waiting", []), (datagram, peer)]
        self.deadline = min(self.deadline, now + 0.01)

    def expire(self, now: float) -> None:
        self.deadline = math.inf
        waiting: list[tuple[bytes, Peer]] = self.__dict__.pop("waiting", [])
        ids = [datagram[:2] for datagram, _ in waiting]
        if len({(self.kind(datagram), peer) for datagram, peer in waiting}) == 1:
            ids = [*ids[1:], ids[0]]
        for id_, (datagram, peer) in zip(ids, waiting, strict=True):
            super().receive(id_ + datagram[2:], peer, now)

    def kind(self, datagram: bytes) -> tuple[int, ...]:
        questions = self.read(datagram).questions if self.is_query(datagram) else []
        return tuple(question.type for question in questions)


@mutant(AA_IS_OF_RESPONSES)
class CopiesAa(DnsServer):
    """Copies AA from the query."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | query.flags & AA


class _HasOneZone(Answers):
    def zone_for(self, name: Name) -> Zone | None:
        return self.zones[0]


@mutant(AA_IS_AUTHORITY)
class DeniesAllOtherNames(DnsServer):
    """Answers NXDOMAIN with authority to any name that its zone does not have."""

    answers = _HasOneZone


class _ComparesTexts(Answers):
    def zone_for(self, name: Name) -> Zone | None:
        text = b".".join(lowered(name))
        return next((zone for zone in self.zones if text.endswith(b".".join(lowered(zone.origin)))), None)


@mutant(AA_IS_AUTHORITY)
class ComparesTexts(DnsServer):
    """Takes a name that ends in the characters of the zone's name for one in the zone."""

    answers = _ComparesTexts


@mutant(AA_IN_THE_ZONE)
class ForgetsAaOfErrors(DnsServer):
    """Writes the flags of an error anew, without AA."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.flags &= ~AA if reply.rcode else ~0
        return reply


@mutant(AA_IN_THE_ZONE)
class ForgetsAaWithoutAnswers(DnsServer):
    """Sets AA where it adds an answer, or the RCODE says that there is none."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.flags &= ~0 if reply.rcode or reply.answers else ~AA
        return reply


@mutant(AA_IN_THE_ZONE)
class ForgetsAaOverTcp(DnsServer):
    """Has code of its own for TCP, which does not set AA."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.flags &= ~AA if query.over_stream else ~0
        return reply


@mutant(TC_MEANS_CUT)
class CopiesTc(DnsServer):
    """Copies TC from the query."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | query.flags & TC


@mutant(RCODE_IS_OF_RESPONSES)
class CopiesTheRcode(DnsServer):
    """Begins with the RCODE of the query, and has another only where it finds an error."""

    def error(self, query: Query) -> int:
        return super().error(query) or query.flags & 15
