"""Reads messages (RFC 1035 section 4.1)."""

from __future__ import annotations

from reference_impls.dns.codes import OPT
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import HEADER, Edns, Query, Question, Record
from reference_impls.dns.names import NAME_LIMIT, Name, length_of

UNREADABLE = [(-1, b"")]
"""Stands for options that cannot be read, which are answered by FORMERR with an OPT record (RFC 6891 section 7)."""


class MessageReader:
    """Reads the octets of one message, from the front to the end. Raises Malformed where that is not possible."""

    def __init__(self, octets: bytes) -> None:
        self.octets, self.at = octets, 0

    def query(self) -> Query:
        """The whole message. What cannot be read makes it malformed; its header and what came before are kept."""
        numbers = [self.number(2) for _ in range(HEADER // 2)]
        query = Query(numbers[0], numbers[1], numbers[2:])
        if query.opcode == 0:  # what other opcodes have behind the header is not known (RFC 8906 section 7)
            try:
                self.body(query)
            except Malformed:
                query.is_malformed = True
        return query

    def body(self, query: Query) -> None:
        """The sections, as many entries of each as the header counts, and nothing behind them."""
        query.questions = [self.question() for _ in range(query.counts[0])]
        for _ in range(query.counts[1] + query.counts[2]):
            self.refuse_opt(self.record())
        query.additional = [self.record() for _ in range(query.counts[3])]
        query.records = [record for record in query.additional if record.type != OPT]
        query.edns = self.edns([record for record in query.additional if record.type == OPT])
        self.end()

    def question(self) -> Question:
        return Question(self.name(), self.number(2), self.number(2))

    def record(self) -> Record:
        name, kind, klass, ttl = self.name(), self.number(2), self.number(2), self.number(4)
        return Record(name, kind, ttl, (self.take(self.number(2)),), klass)

    def refuse_opt(self, record: Record) -> None:
        """RFC 6891 section 6.1.1: an OPT record stands in the additional section."""
        if record.type == OPT:
            raise Malformed

    def edns(self, found: list[Record]) -> Edns | None:
        """RFC 6891 section 6.1.1: one OPT record at most, and its owner is the root."""
        if not found:
            return None
        if found[0].name:
            raise Malformed
        size, ttl = found[0].klass, found[0].ttl
        if len(found) > 1:
            return Edns(size, ttl >> 16 & 0xFF, ttl & 0xFFFF, UNREADABLE)
        data = b"".join(part for part in found[0].data if isinstance(part, bytes))
        return Edns(size, ttl >> 16 & 0xFF, ttl & 0xFFFF, self.options(data))

    def options(self, data: bytes) -> list[tuple[int, bytes]]:
        """RFC 6891 section 6.1.2. Where they do not fit their lengths, there is one without a code: -1."""
        options, reader = list[tuple[int, bytes]](), type(self)(data)
        try:
            while reader.at < len(data):
                options.append((reader.number(2), reader.take(reader.number(2))))
        except Malformed:
            return UNREADABLE
        return options

    def name(self) -> Name:
        """A name, which may end in a pointer to an earlier one (RFC 1035 section 4.1.4)."""
        labels, at, end, lowest = list[bytes](), self.at, 0, self.at
        while (length := self.octet(at)) != 0:
            if length >= 0xC0:
                end = end or at + 2
                at = lowest = self.target(at, lowest)
            elif length < 0x40:
                labels.append(self.slice(at + 1, length))
                at += 1 + length
            else:
                raise Malformed  # RFC 6891 section 5: no other kinds of labels are in use
            self.refuse_long(tuple(labels))
        self.at = end or at + 1
        return tuple(labels)

    def target(self, at: int, lowest: int) -> int:
        """Where a pointer points to: before all that was read of this name, so that there is no loop."""
        place = (self.octet(at) & 0x3F) << 8 | self.octet(at + 1)
        if place >= lowest:
            raise Malformed
        return place

    def refuse_long(self, name: Name) -> None:
        """RFC 1035 section 2.3.4."""
        if length_of(name) > NAME_LIMIT:
            raise Malformed

    def end(self) -> None:
        """Octets behind the last record are no part of a message."""
        if self.at != len(self.octets):
            raise Malformed

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count), "big")

    def take(self, count: int) -> bytes:
        octets = self.slice(self.at, count)
        self.at += count
        return octets

    def octet(self, at: int) -> int:
        return self.slice(at, 1)[0]

    def slice(self, at: int, count: int) -> bytes:
        if at + count > len(self.octets):
            raise Malformed
        return self.octets[at : at + count]
