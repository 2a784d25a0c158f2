"""Reads messages. Nothing is normalized; where something is wrong, reading goes on if the next place is known."""

from __future__ import annotations

from conformance.dns.bounds import JUMPS, JUMPS_OF_A_NAME, RECORDS
from conformance.dns.codes import CNAME, DNAME, MX, NS, PTR, SOA, SRV
from conformance.dns.message import SECTIONS, Fault, Message, Name, Question, Record
from conformance.dns.names import LONGEST_NAME, octets_of

HEADER = 12  # octets
POINTER = 0xC0  # and above: the first octet of a pointer
SKIPPED = {**dict.fromkeys((NS, CNAME, PTR, DNAME), 0), MX: 2, SRV: 6, SOA: 0}  # octets before the name in the data
NAMES = {SOA: 2}  # in the data; one in the other known types


class _End(Exception):
    """It is not known where the next thing begins."""


def read(octets: bytes, *, over_tcp: bool = False) -> Message:
    """Read a message, as far as that goes. The time that it takes is bounded, whatever the octets are."""
    return _Reader(octets, over_tcp).message


class _Reader:
    """Reads one message, from its front to its end."""

    def __init__(self, octets: bytes, over_tcp: bool) -> None:
        self.octets, self.at, self.jumps = octets, 0, 0
        self.message = Message(octets, over_tcp=over_tcp)
        try:
            self._header()
            self._sections()
            self.message.left_over = octets[self.at :]
        except _End:
            pass
        self._options()

    def _header(self) -> None:
        if len(self.octets) >= 2:
            self.message.id = int.from_bytes(self.octets[:2], "big")
        if len(self.octets) < HEADER:
            self._fail(len(self.octets), f"the header has {len(self.octets)} of its {HEADER} octets")
        _, self.message.flags, *counts = (self._number(2) for _ in range(6))
        self.message.counts = tuple(counts)

    def _sections(self) -> None:
        for section, count in enumerate(self.message.counts):
            for number in range(count):
                where = f"{SECTIONS[section]} {number + 1} of {count}"
                if number == RECORDS:
                    self._fail(self.at, f"{where}: more than {RECORDS} are not read")
                if self.at == len(self.octets):
                    self._fail(self.at, f"{where} is missing: the message ends")
                self._question(where) if section == 0 else self._record(section, where)

    def _question(self, where: str) -> None:
        begin, name = self.at, self._name(where)
        kind, klass = self._number(2, where), self._number(2, where)
        self.message.questions.append(Question(name, kind, klass, self.octets[begin : self.at]))

    def _record(self, section: int, where: str) -> None:
        begin, name = self.at, self._name(where)
        kind, klass, ttl, length = (self._number(size, where) for size in (2, 2, 4, 2))
        data_at = self.at
        data = self._take(length, f"the data of {where}")
        expanded, names = self._expanded(kind, data_at, data, where)
        record = Record(section, name, kind, klass, ttl, data, begin, data_at, expanded, names)
        self.message.records.append(record)

    def _expanded(self, kind: int, at: int, data: bytes, where: str) -> tuple[bytes, list[Name]]:
        """The data with its names uncompressed, and these; as it is where they do not fit into it."""
        if kind not in SKIPPED:
            return data, []
        names, end = list[Name](), at + len(data)
        begin = self.at = at + SKIPPED[kind]
        try:
            for _ in range(NAMES.get(kind, 1)):
                names.append(self._name(f"the name in the data of {where}", end))
            rest = self.octets[self.at : end]
        except _End:
            self.message.faults[-1] = Fault(self.message.faults[-1].at, self.message.faults[-1].what)
            return data, names
        finally:
            self.at = end
        return self.octets[at:begin] + b"".join(octets_of(name.labels) for name in names) + rest, names

    def _name(self, where: str, end: int = 0) -> Name:
        """A name that begins here and ends before ``end``, but for what its pointers point to."""
        begin = at = self.at
        labels, pointers, after, length = list[bytes](), list[tuple[int, int]](), 0, 1
        while True:
            first = self._octet(at, where, end if not after else 0)
            if first >= POINTER:
                place = (first & 0x3F) << 8 | self._octet(at + 1, where, end if not after else 0)
                pointers.append((at, place))
                after = after or at + 2
                if not self._may_follow(place, pointers, where):
                    break
                at = place
            elif first >= 0x40:
                self._unknown_label(at, first, where, after)
                break
            elif first == 0:
                at += 1
                break
            else:
                labels.append(self._slice(at + 1, first, where, end if not after else 0))
                at, length = at + 1 + first, length + 1 + first
        self.at = after or at
        if length > LONGEST_NAME:
            self._note(begin, f"{where}: its name has {length} octets, more than {LONGEST_NAME}")
        return Name(tuple(labels), begin, tuple(pointers))

    def _may_follow(self, place: int, pointers: list[tuple[int, int]], where: str) -> bool:
        """Whether a pointer leads on: to octets that are there, and not in a circle."""
        self.jumps += 1
        at = pointers[-1][0]
        if place >= len(self.octets):
            self._note(at, f"{where}: a pointer points behind the end, to {place}")
        elif len(pointers) > JUMPS_OF_A_NAME or place in [to for _, to in pointers[:-1]] or place == at:
            self._note(at, f"{where}: pointers form a loop")
        elif self.jumps > JUMPS:
            self._fail(at, f"more than {JUMPS} pointers are not followed")
        else:
            return True
        return False

    def _unknown_label(self, at: int, first: int, where: str, after: int) -> None:
        """A label of a kind that nobody uses: where it ends is not known, unless it was pointed to."""
        what = f"{where}: a label begins with {first:#04x}"
        if after:
            self._note(at, what)
        else:
            self._fail(at, what)

    def _options(self) -> None:
        """The options of the first OPT record."""
        opt = self.message.opt
        at, data = 0, opt.data if opt else b""
        while opt and at < len(data):
            code, length = int.from_bytes(data[at : at + 2], "big"), int.from_bytes(data[at + 2 : at + 4], "big")
            if at + 4 + length > len(data):
                self._note(opt.data_at + at, "an option is longer than the data of its OPT record")
                return
            self.message.options.append((code, data[at + 4 : at + 4 + length]))
            at += 4 + length

    def _number(self, size: int, where: str = "the header") -> int:
        return int.from_bytes(self._take(size, where), "big")

    def _take(self, count: int, where: str) -> bytes:
        octets = self._slice(self.at, count, where)
        self.at += count
        return octets

    def _octet(self, at: int, where: str, end: int) -> int:
        return self._slice(at, 1, where, end)[0]

    def _slice(self, at: int, count: int, where: str, end: int = 0) -> bytes:
        if at + count > (end or len(self.octets)):
            self._fail(at, f"{where} has {max(0, (end or len(self.octets)) - at)} of {count} octets here")
        return self.octets[at : at + count]

    def _note(self, at: int, what: str) -> None:
        self.message.faults.append(Fault(at, what))

    def _fail(self, at: int, what: str) -> None:
        self.message.faults.append(Fault(at, what, ends=True))
        raise _End
