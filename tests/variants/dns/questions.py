"""Legal ways to answer questions of which the RFCs leave open what is said."""

from __future__ import annotations

import math

from reference_impls.dns.answers import Answers
from reference_impls.dns.codes import AXFR, CH, FORMERR, IN, IXFR, NOERROR, NOTAUTH, NOTIMP, NXDOMAIN, REFUSED, SERVFAIL
from reference_impls.dns.message import HEADER, RA, RD, Query, Question, Record, Reply
from reference_impls.dns.names import Name
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Peer
from tests.variants.dns.servers import _HasNoOptions
from tests.variants.variant import Variant


class LeavesClassesOpen(DnsServer):
    """Answers each class other than IN in another way, and does not say what it is called."""

    def answer(self, question: Question, reply: Reply) -> None:
        if question.klass == IN:
            super().answer(question, reply)
        else:
            reply.rcode = (NOTIMP, REFUSED, NXDOMAIN, FORMERR, NOERROR)[question.klass % 5]


class HasNoSpecialTypes(DnsServer):
    """Takes types that no record has for those of some record which is not there."""

    def for_type(self, kind: int) -> int:
        return super().for_type(kind) if kind in (AXFR, IXFR) else NOERROR


class RefusesSpecialTypes(DnsServer):
    """Refuses types that no record has."""

    def for_type(self, kind: int) -> int:
        return REFUSED if super().for_type(kind) else NOERROR


class _SaysAnythingWithoutAQuestion(_HasNoOptions):
    def without_question(self, query: Query) -> int:
        return (FORMERR, REFUSED, NOTIMP, NOERROR)[query.id % 4]


class SaysAnythingWithoutAQuestion(DnsServer):
    """Has no cookies, and answers a query without a question in four ways (RFC 7873 section 5.4)."""

    edns = _SaysAnythingWithoutAQuestion


class DropsSeveralQuestions(DnsServer):
    """Drops queries with more than one question."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        if self.is_query(octets) and octets[2] & 0x78 == 0 and octets[4:6] > b"\0\1":
            return None
        return super().respond(octets, over_stream=over_stream, client=client)


class _HasNothingOutside(Answers):
    def outside(self) -> int:
        return NOERROR


class HasNothingOutside(DnsServer):
    """Answers names outside its zones by NOERROR without records, and without AA."""

    answers = _HasNothingOutside


class CopiesTheQuestion(HasNothingOutside):
    """Copies the octets of a question whose name is a pointer, wherever that leads to; refers to the root."""

    UP = b"\0\0\2\0\1" + bytes(4) + b"\0\3\1a\0"  # the root is served by a.

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        reply = super().respond(octets, over_stream=over_stream, client=client)
        if reply is None or octets[HEADER : HEADER + 1] < b"\xc0" or reply[3] & 15 or reply[6:12] != bytes(6):
            return reply
        return reply[:9] + b"\1\0\0" + octets[HEADER : HEADER + 6] + self.UP


class _IsNoAuthority(Answers):
    def outside(self) -> int:
        return NOTAUTH

    def owned(self, record: Record, name: Name) -> Record:
        return record if len(record.name) == len(name) and record.name[0] != b"*" else super().owned(record, name)


class IsNoAuthority(DnsServer):
    """Answers names outside its zones by NOTAUTH; spells owners as its zone does, and questions as they came."""

    answers = _IsNoAuthority


class ResolvesNothing(DnsServer):
    """Recurses, but no other server answers it."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | RA

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        is_outside = reply.rcode == REFUSED and query.questions and query.questions[0].klass != CH
        reply.rcode = SERVFAIL if is_outside and query.flags & RD else reply.rcode
        return reply


class JoinsEqualQuestions(DnsServer):
    """Answers all who ask the same within a moment by one reply, in which the identifiers differ; not with EDNS."""

    DELAY = 0.02  # seconds

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        waiting = self.__dict__.setdefault("waiting", {})
        query = self.read(datagram) if self.is_query(datagram) else None
        asked = (query.flags, query.counts, *query.questions) if query and not query.edns else datagram
        waiting.setdefault(str(asked), []).append((datagram, peer))
        self.deadline = min(self.deadline, now + self.DELAY)

    def expire(self, now: float) -> None:
        self.deadline = math.inf
        for asked in self.__dict__.pop("waiting", {}).values():
            reply = self.respond(asked[0][0], client=asked[0][1].host.encode())
            for datagram, peer in asked if reply else []:
                self.send(datagram[:2] + (reply or b"")[2:], peer)


VARIANTS = [
    Variant(LeavesClassesOpen),
    Variant(HasNoSpecialTypes),
    Variant(RefusesSpecialTypes),
    Variant(SaysAnythingWithoutAQuestion),
    Variant(DropsSeveralQuestions),
    Variant(HasNothingOutside),
    Variant(CopiesTheQuestion),
    Variant(IsNoAuthority),
    Variant(ResolvesNothing),
    Variant(JoinsEqualQuestions),
]
