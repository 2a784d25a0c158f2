"""A zone: the records below a name, and how a name is looked up in them (RFC 1034 section 4.3.2)."""

from __future__ import annotations

from collections.abc import Iterable

from reference_impls.dns.codes import DNAME, NS, SOA
from reference_impls.dns.errors import BadZone
from reference_impls.dns.message import Record
from reference_impls.dns.names import Name, is_within, lowered, shown

Node = dict[int, list[Record]]
"""The records of a name, by type."""


class Zone:
    """The records of a zone, by name. Names that only have others below them have a node too (RFC 4592 section 2.2.2).

    Raises BadZone if there is no SOA record, or a record outside of the zone.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        known = list(records)
        starts = [record for record in known if record.type == SOA]
        if len(starts) != 1:
            raise BadZone("a zone has one SOA record")
        self.soa, self.origin, self.nodes = starts[0], starts[0].name, dict[Name, Node]()
        for record in known:
            self._add(record)

    def _add(self, record: Record) -> None:
        if not is_within(record.name, self.origin):
            raise BadZone(f"{shown(record.name)} is not in the zone {shown(self.origin)}")
        name = lowered(record.name)
        for number in range(len(name) - len(self.origin) + 1):
            self.nodes.setdefault(name[number:], {})
        self.nodes[name].setdefault(record.type, []).append(record)

    def node(self, name: Name) -> Node | None:
        """The records of a name; None if there is no such name."""
        return self.nodes.get(lowered(name))

    def above(self, name: Name) -> list[Name]:
        """The names between that of the zone and a name, these two included, from the top down."""
        most = len(name) - len(self.origin)
        return [name[number:] for number in range(most, -1, -1)]

    def cut(self, name: Name) -> list[Record]:
        """The NS records of the delegation that a name lies at or below, the topmost; none in the zone's own part."""
        below = self.above(name)[1:]
        return next((found[NS] for one in below if (found := self.node(one) or {}) and NS in found), [])

    def dname(self, name: Name) -> Record | None:
        """The DNAME record of a name above (RFC 6672 section 3.2)."""
        above = self.above(name)[:-1]
        return next((found[DNAME][0] for one in above if (found := self.node(one) or {}) and DNAME in found), None)

    def wildcard(self, name: Name) -> Node | None:
        """The records of ``*`` below the closest name that exists (RFC 4592 section 3.3.1)."""
        closest = next((one for one in reversed(self.above(name)) if self.node(one) is not None), self.origin)
        return self.node((b"*", *closest))
