"""Builds queries for a target: what a case does not say is as in the plainest question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from conformance.dns.codes import IN, RD, A
from conformance.dns.facts import plainest, wants_recursion
from conformance.dns.names import Labels, labels_of
from conformance.dns.wire import Edns, Query
from conformance.harness.case.target import Target


class How(TypedDict, total=False):
    """What a case may say of a query beside name and type. ``flags`` are further bits; ``rd`` follows the profile."""

    id: int
    klass: int
    opcode: int
    rd: bool
    flags: int
    counts: Sequence[int]
    edns: Edns | None
    more_questions: Sequence[bytes]
    sections: Sequence[Sequence[bytes]]
    tail: bytes


class Questions:
    """Makes queries with identifiers that no other query of the attempt has."""

    def __init__(self, target: Target, first: int) -> None:
        self.target, self._latest = target, first

    def query(self, name: str | Labels | bytes | None = None, type: int | None = None, **how: Unpack[How]) -> Query:
        """A query; ``name`` is a text, labels, or the octets of the name."""
        usual_name, usual_type = plainest(self.target)
        asked = usual_name if name is None else labels_of(name) if isinstance(name, str) else name
        usual_type = usual_type if name is None else A
        return Query(
            id=how["id"] if "id" in how else self.next_id(),
            name=asked,
            type=usual_type if type is None else type,
            klass=how.get("klass", IN),
            flags=self._flags(how),
            counts=how.get("counts"),
            edns=how.get("edns"),
            more_questions=how.get("more_questions", ()),
            sections=how.get("sections", ((), (), ())),
            tail=how.get("tail", b""),
        )

    def _flags(self, how: How) -> int:
        recurse = how.get("rd", wants_recursion(self.target))
        return how.get("flags", 0) | how.get("opcode", 0) << 11 | (RD if recurse else 0)

    def next_id(self) -> int:
        """An identifier that was not used yet; neither 0 nor one with two equal octets, which a mistake may yield."""
        self._latest = (self._latest + 1) % 0x10000
        while self._latest >> 8 == self._latest & 0xFF:
            self._latest = (self._latest + 1) % 0x10000
        return self._latest
