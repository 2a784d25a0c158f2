"""Writes messages (RFC 1035 section 4.1)."""

from __future__ import annotations

from collections.abc import Sequence

from reference_impls.dns.codes import COMPRESSED
from reference_impls.dns.message import Question, Record, Reply
from reference_impls.dns.names import Name, lowered

POINTER_LIMIT = 0x4000
"""A pointer has room for so many places (RFC 1035 section 4.1.4)."""


class MessageWriter:
    """Writes one message. Names are compressed."""

    def __init__(self) -> None:
        self.octets = bytearray()
        self._places: dict[Name, int] = {}

    def message(self, reply: Reply) -> bytes:
        """The whole message."""
        self.header(reply)
        for question in reply.questions:
            self.question(question)
        for record in [*reply.answers, *reply.authority, *reply.additional, *reply.opt, *reply.signatures]:
            self.record(record)
        return bytes(self.octets)

    def header(self, reply: Reply) -> None:
        for number in (reply.id, reply.flags | reply.rcode & 15, *self.counts(reply)):
            self.number(number, 2)

    def counts(self, reply: Reply) -> Sequence[int]:
        """How many entries each section has."""
        additional = len(reply.additional) + len(reply.opt) + len(reply.signatures)
        return (len(reply.questions), len(reply.answers), len(reply.authority), additional)

    def question(self, question: Question) -> None:
        self.name(question.name)
        self.number(question.type, 2)
        self.number(question.klass, 2)

    def record(self, record: Record) -> None:
        self.name(record.name)
        for number, size in ((record.type, 2), (record.klass, 2), (self.ttl(record), 4), (0, 2)):
            self.number(number, size)
        begin = len(self.octets)
        self.data(record)
        self.octets[begin - 2 : begin] = (len(self.octets) - begin).to_bytes(2, "big")

    def ttl(self, record: Record) -> int:
        return record.ttl

    def data(self, record: Record) -> None:
        """The data. Names in it are compressed in the types of RFC 1035 only (RFC 3597 section 4)."""
        for part in record.data:
            if isinstance(part, bytes):
                self.octets += part
            elif record.type in COMPRESSED:
                self.name(part)
            else:
                self.uncompressed(part)

    def name(self, name: Name) -> None:
        """A name; the longest end of it that was written before is a pointer to that place."""
        for number in range(len(name)):
            place = self._places.get(lowered(name[number:]))
            if place is not None:
                self.number(0xC000 | place, 2)
                return
            self.remember(name[number:])
            self.label(name[number])
        self.octets.append(0)

    def remember(self, name: Name) -> None:
        """Note where a name begins, as far as a pointer can say it."""
        if len(self.octets) < POINTER_LIMIT:
            self._places[lowered(name)] = len(self.octets)

    def uncompressed(self, name: Name) -> None:
        for label in name:
            self.label(label)
        self.octets.append(0)

    def label(self, label: bytes) -> None:
        self.octets.append(len(label))
        self.octets += label

    def number(self, number: int, size: int) -> None:
        self.octets += number.to_bytes(size, "big")
