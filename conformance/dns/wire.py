"""Writes queries. Every octet can be set, and nothing is checked: a query may be as wrong as a case wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from conformance.dns.codes import IN, OPT
from conformance.dns.names import Labels, octets_of

Option = tuple[int, bytes]


def number(value: int, size: int = 2) -> bytes:
    """A number in network order."""
    return value.to_bytes(size, "big")


def header(id: int, flags: int, counts: Sequence[int]) -> bytes:
    """The header: identifier, flags (with opcode and RCODE), and four counts (RFC 1035 section 4.1.1)."""
    return b"".join(map(number, (id, flags, *counts)))


def question(name: bytes, type: int, klass: int = IN) -> bytes:
    """An entry of the question section; ``name`` are octets (RFC 1035 section 4.1.2)."""
    return name + number(type) + number(klass)


def record(name: bytes, type: int, data: bytes, *, klass: int = IN, ttl: int = 0, length: int | None = None) -> bytes:
    """A resource record; ``length`` may be another than that of the data (RFC 1035 section 4.1.3)."""
    return question(name, type, klass) + number(ttl, 4) + number(len(data) if length is None else length) + data


def option(code: int, data: bytes = b"", *, length: int | None = None) -> bytes:
    """An option of EDNS (RFC 6891 section 6.1.2)."""
    return number(code) + number(len(data) if length is None else length) + data


@dataclass(frozen=True)
class Edns:
    """An OPT record (RFC 6891 section 6.1.2). ``data`` are further octets behind the options."""

    size: int = 1232
    version: int = 0
    flags: int = 0
    options: Sequence[Option] = ()
    data: bytes = b""
    rcode: int = 0  # the upper eight bits
    owner: bytes = b"\0"
    length: int | None = None  # instead of that of the data

    @property
    def octets(self) -> bytes:
        data = b"".join(option(code, value) for code, value in self.options) + self.data
        ttl = self.rcode << 24 | self.version << 16 | self.flags
        return record(self.owner, OPT, data, klass=self.size, ttl=ttl, length=self.length)


@dataclass(frozen=True)
class Query:
    """A message that asks. What is not given is as in a plain query for one name.

    ``name`` are labels, or the octets of the name. ``counts`` replace those of what is there. ``sections`` are octets
    of records: of the answer, authority and additional section. The OPT record follows them, and then ``tail``.
    """

    id: int
    name: Labels | bytes = ()
    type: int = 1
    klass: int = IN
    flags: int = 0
    counts: Sequence[int] | None = None
    edns: Edns | None = None
    more_questions: Sequence[bytes] = ()
    sections: Sequence[Sequence[bytes]] = field(default=((), (), ()))
    tail: bytes = b""

    @property
    def octets(self) -> bytes:
        """The message."""
        name = self.name if isinstance(self.name, bytes) else octets_of(self.name)
        questions = [question(name, self.type, self.klass), *self.more_questions]
        answers, authority, additional = (list(section) for section in self.sections)
        additional += [self.edns.octets] if self.edns else []
        parts = (questions, answers, authority, additional)
        counts = self.counts or [len(part) for part in parts]
        return header(self.id, self.flags, counts) + b"".join(b"".join(part) for part in parts) + self.tail
