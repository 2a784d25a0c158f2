"""A message as it arrived: what could be read, where that failed, and the octets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from conformance.dns.codes import AA, AD, CD, OPT, QR, RA, RD, TC, Z
from conformance.dns.names import Labels, lowered

ANSWER, AUTHORITY, ADDITIONAL = 1, 2, 3
SECTIONS = ("question", "answer", "authority", "additional")


@dataclass(frozen=True)
class Name:
    """A name: its labels as they are, where it begins, and the pointers in it: where each stands, and to what place."""

    labels: Labels
    at: int
    pointers: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True)
class Question:
    """An entry of the question section. ``octets`` are its own, with its name as it was sent."""

    name: Name
    type: int
    klass: int
    octets: bytes

    @property
    def key(self) -> tuple[Labels, int, int]:
        """What is the same of two questions that ask for the same."""
        return lowered(self.name.labels), self.type, self.klass


@dataclass(frozen=True)
class Record:
    """A resource record. ``data`` are the octets as sent; ``expanded`` has the names of known types uncompressed."""

    section: int
    name: Name
    type: int
    klass: int
    ttl: int
    data: bytes
    at: int
    data_at: int
    expanded: bytes = b""
    names: Sequence[Name] = ()  # in its data

    @property
    def key(self) -> tuple[Labels, int, int, bytes]:
        """What is the same of two records that say the same, without the TTL."""
        return lowered(self.name.labels), self.type, self.klass, self.expanded


@dataclass(frozen=True)
class Fault:
    """What is wrong at a place of the message, where reading could go on, or (``ends``) not."""

    at: int
    what: str
    ends: bool = False


@dataclass(eq=False)
class Message:
    """A message, or the silence where none came: then there are no octets, and it is false.

    ``id`` and ``flags`` are -1 where the message is too short, and so are the numbers made of them.
    """

    octets: bytes = b""
    id: int = -1
    flags: int = -1
    counts: Sequence[int] = (0, 0, 0, 0)
    questions: list[Question] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_over: bytes = b""  # behind the last record
    options: list[tuple[int, bytes]] = field(default_factory=list)  # of the first OPT record
    over_tcp: bool = False

    def __bool__(self) -> bool:
        return bool(self.octets) or bool(self.faults)

    @property
    def opcode(self) -> int:
        return self.flags >> 11 & 15 if self.has_header else -1

    @property
    def rcode(self) -> int:
        """The four bits of the header, and eight more where there is an OPT record (RFC 6891 section 6.1.3)."""
        if not self.has_header:
            return -1
        return (self.opt.ttl >> 24 << 4 if self.opt else 0) | self.flags & 15

    @property
    def has_header(self) -> bool:
        return self.flags >= 0

    @property
    def qr(self) -> bool:
        return self.has(QR)

    @property
    def aa(self) -> bool:
        return self.has(AA)

    @property
    def tc(self) -> bool:
        return self.has(TC)

    @property
    def rd(self) -> bool:
        return self.has(RD)

    @property
    def ra(self) -> bool:
        return self.has(RA)

    @property
    def z(self) -> bool:
        return self.has(Z)

    @property
    def ad(self) -> bool:
        return self.has(AD)

    @property
    def cd(self) -> bool:
        return self.has(CD)

    def has(self, flag: int) -> bool:
        """Whether a bit of the flags is set."""
        return self.has_header and bool(self.flags & flag)

    def section(self, number: int) -> list[Record]:
        """The records of a section, without OPT."""
        return [record for record in self.records if record.section == number and record.type != OPT]

    @property
    def answers(self) -> list[Record]:
        return self.section(ANSWER)

    @property
    def authority(self) -> list[Record]:
        return self.section(AUTHORITY)

    @property
    def additional(self) -> list[Record]:
        return self.section(ADDITIONAL)

    @property
    def opt(self) -> Record | None:
        """The first OPT record in the additional section; in others it says nothing (RFC 6891 section 6.1.1)."""
        return next((one for one in self.records if one.type == OPT and one.section == ADDITIONAL), None)

    @property
    def is_whole(self) -> bool:
        """Whether all that the header counts was read, and nothing is left over."""
        return self.has_header and not self.faults and not self.left_over

    @property
    def is_cut_to_nothing(self) -> bool:
        """Whether it says to ask over TCP and nothing else: a server that limits its rate sends that."""
        return self.tc and self.qr and not (self.answers or self.authority)

    @property
    def trouble(self) -> str:
        """What is wrong first; empty if the message is well-formed."""
        if self.faults:
            return f"at octet {self.faults[0].at}: {self.faults[0].what}"
        return f"{len(self.left_over)} octets behind the last record" if self.left_over else ""


SILENT = Message()
