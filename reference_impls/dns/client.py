"""A stub client: asks one question over UDP, again where nothing comes, and over TCP where the reply is cut."""

from __future__ import annotations

import math
from collections.abc import Callable

from reference_impls.dns.codes import TYPES
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import HEADER, QR, RD, TC, Question, Record, Reply
from reference_impls.dns.names import lowered, shown
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.writing import MessageWriter
from reference_impls.sansio import Connection, Datagrams, Eof, Peer, Wait

TRIES = 3
"""Queries are sent, as datagrams may be lost."""

FIRST_WAIT = 1.0
"""Seconds until the second query; each further wait is twice as long (RFC 8085 section 3.1.1)."""

RCODES = ("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED")
NAMES = {number: name for name, number in TYPES.items()}


class DnsResponse:
    """A reply, as far as a stub needs it. Raises Malformed if it cannot be read."""

    def __init__(self, octets: bytes) -> None:
        reader = MessageReader(octets)
        self.id, self.flags, *counts = (reader.number(2) for _ in range(HEADER // 2))
        self.questions = [reader.question() for _ in range(counts[0])]
        self.records = [reader.record() for _ in range(sum(counts[1:]))]
        self.answers = self.records[: counts[1]]
        reader.end()

    @property
    def rcode(self) -> int:
        return self.flags & 15

    def lines(self) -> list[str]:
        """The code, and the answers, as a person reads them."""
        code = RCODES[self.rcode] if self.rcode < len(RCODES) else str(self.rcode)
        return [code, *map(_line, self.answers)]


def _line(record: Record) -> str:
    kind = NAMES.get(record.type, f"TYPE{record.type}")
    data = b"".join(part for part in record.data if isinstance(part, bytes))
    return f"{shown(record.name)} {record.ttl} IN {kind} {_data(kind, data)}"


def _data(kind: str, data: bytes) -> str:
    """An address as such; other data as RFC 3597 section 5 has it."""
    if kind == "A" and len(data) == 4:
        return ".".join(map(str, data))
    return f"\\# {len(data)} {data.hex()}"


class Asked:
    """A question, its octets, and how its reply is known (RFC 5452 section 9.1)."""

    def __init__(self, id_: int, question: Question) -> None:
        self.id, self.question = id_, question
        self.octets = MessageWriter().message(Reply(id_, RD, questions=[question]))

    def reply_in(self, octets: bytes) -> DnsResponse | None:
        """The reply, if the octets are one to this question."""
        try:
            reply = DnsResponse(octets)
        except Malformed:
            return None
        return reply if reply.id == self.id and reply.flags & QR and self.is_asked(reply) else None

    def is_asked(self, reply: DnsResponse) -> bool:
        """Whether the reply is to the question; an error may be without one."""
        asked = [(lowered(one.name), one.type, one.klass) for one in reply.questions]
        mine = (lowered(self.question.name), self.question.type, self.question.klass)
        return asked == [mine] or (not asked and reply.rcode != 0)


class DnsClientOverUdp(Datagrams):
    """When it is ``closing``, ``reply`` is what came; ``error`` says why nothing did. ``is_cut``: ask over TCP."""

    def __init__(self, server: Peer, asked: Asked) -> None:
        super().__init__()
        self.server, self.asked, self.error = server, asked, ""
        self.reply: DnsResponse | None = None
        self.sent, self.deadline = 0, -math.inf  # to begin at once

    def expire(self, now: float) -> None:
        """Send the query, the first time or again."""
        if self.sent == TRIES:
            self.error, self.closing = f"no reply to {TRIES} queries", True
            return
        self.send(self.asked.octets, self.server)
        self.deadline = now + FIRST_WAIT * 2**self.sent
        self.sent += 1

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        """Take the reply. A datagram of anybody else, or one to another question, does not end the wait."""
        if (peer.host, peer.port) == (self.server.host, self.server.port):
            self.reply = self.asked.reply_in(datagram)
            self.closing = self.reply is not None

    @property
    def is_cut(self) -> bool:
        """RFC 2181 section 9: what is there is ignored, and asked for again over TCP."""
        return bool(self.reply and self.reply.flags & TC)


class DnsClientOverTcp(Connection):
    """Asks one question over a connection; ``reply`` is what came."""

    patience: float | None = 5.0

    def __init__(self, asked: Asked) -> None:
        self.asked, self.reply = asked, None
        super().__init__()

    reply: DnsResponse | None

    def run(self) -> Wait:
        self.send(len(self.asked.octets).to_bytes(2, "big") + self.asked.octets)
        try:
            while self.reply is None:
                length = int.from_bytes((yield from self.read_exactly(2)), "big")
                self.reply = self.asked.reply_in((yield from self.read_exactly(length)))
        except Eof:
            return


def new_question(name: tuple[bytes, ...], kind: int, random: Callable[[int], bytes]) -> Asked:
    """A question with an identifier that nobody can guess (RFC 5452 section 9.2)."""
    return Asked(int.from_bytes(random(2), "big"), Question(name, kind))
