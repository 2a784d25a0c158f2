"""What messages are made of (RFC 1035 section 4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reference_impls.dns.codes import IN, NOERROR, OPT
from reference_impls.dns.names import ROOT, Name

HEADER = 12
"""Octets of the header."""

QR, AA, TC, RD, RA, AD, CD = 0x8000, 0x0400, 0x0200, 0x0100, 0x0080, 0x0020, 0x0010
"""Bits of the second two octets of the header."""

DO = 0x8000
"""The bit of the flags of EDNS that asks for DNSSEC (RFC 3225)."""

Data = tuple[bytes | Name, ...]
"""The data of a record: names, and octets between them."""


@dataclass(frozen=True)
class Question:
    """What is asked for."""

    name: Name
    type: int
    klass: int = IN


@dataclass(frozen=True)
class Record:
    """A resource record."""

    name: Name
    type: int
    ttl: int
    data: Data
    klass: int = IN


@dataclass(frozen=True)
class Edns:
    """What an OPT record says (RFC 6891 section 6.1.2)."""

    size: int
    version: int = 0
    flags: int = 0
    options: Sequence[tuple[int, bytes]] = ()

    def option(self, code: int) -> bytes | None:
        """The data of the first option with a code: a second one is not considered (RFC 7873 section 5.2)."""
        return next((data for number, data in self.options if number == code), None)


@dataclass
class Query:
    """A message that was received, as far as it can be read; ``is_malformed`` says that it cannot."""

    id: int
    flags: int
    counts: Sequence[int]
    questions: list[Question] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    additional: list[Record] = field(default_factory=list)  # records of that section, OPT too
    edns: Edns | None = None
    is_malformed: bool = False
    over_stream: bool = False
    client: bytes = b""  # the address of who asks as text, where it is known

    @property
    def opcode(self) -> int:
        return self.flags >> 11 & 15


@dataclass
class Reply:
    """A message that is to be sent. ``rcode`` has twelve bits where there is ``edns`` (RFC 6891 section 6.1.3)."""

    id: int
    flags: int
    rcode: int = NOERROR
    questions: list[Question] = field(default_factory=list)
    answers: list[Record] = field(default_factory=list)
    authority: list[Record] = field(default_factory=list)
    additional: list[Record] = field(default_factory=list)
    edns: Edns | None = None
    signatures: list[Record] = field(default_factory=list)  # behind all others

    @property
    def opt(self) -> list[Record]:
        """The OPT record, if there is one."""
        if self.edns is None:
            return []
        ttl = self.rcode >> 4 << 24 | self.edns.version << 16 | self.edns.flags
        return [Record(ROOT, OPT, ttl, (options_octets(self.edns.options),), self.edns.size)]


def options_octets(options: Sequence[tuple[int, bytes]]) -> bytes:
    """The data of an OPT record."""
    return b"".join(code.to_bytes(2, "big") + len(data).to_bytes(2, "big") + data for code, data in options)
