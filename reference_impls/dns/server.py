"""An authoritative server (RFC 1034, 1035) over UDP, and over TCP on the same port."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reference_impls.dns import tsig
from reference_impls.dns.answers import Answers
from reference_impls.dns.codes import (
    ANY,
    ANY_CLASS,
    AXFR,
    CH,
    FORMERR,
    IN,
    IXFR,
    META,
    NOERROR,
    NOTAUTH,
    NOTIMP,
    OPT,
    QUERY,
    REFUSED,
    TXT,
)
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import AA, HEADER, QR, RD, TC, Query, Question, Record, Reply
from reference_impls.dns.names import lowered
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.stream import DnsOverTcp
from reference_impls.dns.writing import MessageWriter
from reference_impls.dns.zone import Zone
from reference_impls.sansio import Connection, Datagrams, Peer


@dataclass
class Site:
    """What a server serves, what it calls itself, and the secret that its cookies rest on."""

    zones: Sequence[Zone]
    identity: bytes = b"reference"
    secret: bytes = b""


class DnsServer(Datagrams):
    """Answers queries. The classes that read, look up and write are named first: a server may have others."""

    reader, writer, answers, edns, over_tcp = MessageReader, MessageWriter, Answers, EdnsPart, DnsOverTcp

    def __init__(self, site: Site, today: Callable[[], float]) -> None:
        super().__init__()
        self.site, self.today = site, today

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        """Answer a datagram, from the address that was asked, to the port that it came from."""
        reply = self.respond(datagram, client=peer.host.encode())
        if reply is not None:
            self.send(reply, peer)

    def connection(self) -> Connection | None:
        """The core of a conversation over TCP."""
        return self.over_tcp(lambda message: self.respond(message, over_stream=True))

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        """The reply to a message; None if it gets none."""
        if not self.is_query(octets):
            return None
        query = self.read(octets)
        query.over_stream, query.client = over_stream, client
        reply = self.reply(query)
        return self.fit(reply, self._edns().limit(query))

    def is_query(self, octets: bytes) -> bool:
        """Whether there is a header, and it is no response: two servers must not answer each other for ever."""
        return len(octets) >= HEADER and not octets[2] & 0x80

    def read(self, octets: bytes) -> Query:
        return self.reader(octets).query()

    def reply(self, query: Query) -> Reply:
        """Answer a query, or say why not."""
        reply = Reply(self.id(query), self.flags(query), self.error(query), self.questions(query))
        reply.edns = self._edns().reply(query)
        reply.signatures = self.signatures(query)
        if reply.rcode == NOERROR and query.questions:
            self.answer(query.questions[0], reply)
        return reply

    def id(self, query: Query) -> int:
        """RFC 1035 section 4.1.1: the identifier is copied."""
        return query.id

    def flags(self, query: Query) -> int:
        """RFC 1035 section 4.1.1: QR is set, the opcode and RD are copied, all others are clear at first."""
        return QR | query.opcode << 11 | query.flags & RD

    def error(self, query: Query) -> int:
        """The first reason not to answer, or NOERROR. An unknown opcode comes first (RFC 8906 section 7)."""
        if query.opcode != QUERY:
            return self.for_opcode(query.opcode)
        if query.is_malformed:
            return FORMERR
        return self._edns().error(query) or self.for_signature(query) or self.for_questions(query)

    def for_signature(self, query: Query) -> int:
        """RFC 8945 section 5.2."""
        return tsig.error(query)

    def signatures(self, query: Query) -> list[Record]:
        """RFC 8945 section 5.3.2."""
        return [] if query.is_malformed else tsig.answered(query)

    def for_opcode(self, opcode: int) -> int:
        """RFC 1035 section 4.1.1: this kind of query is not supported."""
        return NOTIMP

    def for_questions(self, query: Query) -> int:
        """RFC 9619 section 4: one question; none only together with a cookie (RFC 7873 section 5.4)."""
        if len(query.questions) != 1:
            return FORMERR if query.questions else self._edns().without_question(query)
        question = query.questions[0]
        if question.type == AXFR and not self.is_zone(question):
            return NOTAUTH  # RFC 5936 section 2.2.1
        return self.for_type(question.type)

    def is_zone(self, question: Question) -> bool:
        """Whether a question names a zone of the server."""
        return lowered(question.name) in [lowered(zone.origin) for zone in self.site.zones]

    def for_type(self, kind: int) -> int:
        """Zones are not transferred here, and types that no record has are not looked up."""
        if kind in (AXFR, IXFR):
            return REFUSED
        if kind in (0, OPT):
            return FORMERR
        return NOTIMP if kind in META and kind != ANY else NOERROR

    def questions(self, query: Query) -> list[Question]:
        """The question is copied, octet for octet; one that could not be read is not."""
        return [] if query.is_malformed else query.questions[:1]

    def answer(self, question: Question, reply: Reply) -> None:
        """Add what the zones have, or what the server calls itself."""
        if question.klass in (IN, ANY_CLASS):
            self.answers(self.site.zones).answer(question, reply)
            if question.klass == ANY_CLASS:  # RFC 1035 section 6.2: never authoritative
                reply.flags &= ~AA
        elif question.klass == CH and self.names_the_server(question):
            reply.answers.append(Record(question.name, TXT, 0, (self.text(),), CH))
        else:
            reply.rcode = REFUSED

    def names_the_server(self, question: Question) -> bool:
        """RFC 4892 section 2."""
        return question.type in (TXT, ANY) and lowered(question.name) in ((b"id", b"server"), (b"version", b"bind"))

    def text(self) -> bytes:
        return bytes([len(self.site.identity)]) + self.site.identity

    def fit(self, reply: Reply, limit: int) -> bytes:
        """Write the reply. If it is too long, additional records go first, which nobody asked for."""
        octets = self.write(reply)
        if len(octets) > limit and reply.additional:
            reply.additional = []
            octets = self.write(reply)
        if len(octets) > limit:
            self.truncate(reply)
            octets = self.write(reply)
        return octets

    def truncate(self, reply: Reply) -> None:
        """RFC 2181 section 9: say that records are missing. None is better than some: the client asks over TCP."""
        reply.flags |= TC
        reply.answers, reply.authority, reply.additional = [], [], []

    def write(self, reply: Reply) -> bytes:
        return self.writer().message(reply)

    def _edns(self) -> EdnsPart:
        return self.edns(self.site.identity, self.site.secret, self.today)
