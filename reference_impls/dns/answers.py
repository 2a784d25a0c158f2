"""What a zone answers to a question (RFC 1034 section 4.3.2)."""

from __future__ import annotations

from collections.abc import Sequence

from reference_impls.dns.codes import (
    AAAA,
    ANY,
    CNAME,
    DS,
    NOERROR,
    NXDOMAIN,
    REFUSED,
    YXDOMAIN,
    A,
)
from reference_impls.dns.message import AA, Question, Record, Reply
from reference_impls.dns.names import NAME_LIMIT, Name, is_within, length_of, lowered
from reference_impls.dns.zone import Node, Zone

ALIASES = 16
"""Aliases that are followed within a zone."""


class Answers:
    """Looks up a question in zones, and adds what it finds to a reply."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        self.zones = zones

    def answer(self, question: Question, reply: Reply) -> None:
        """RFC 1034 section 4.3.2: find the nearest zone; outside of all of them, the question is refused."""
        zone = self.zone_for(question.name)
        if zone is None:
            reply.rcode = self.outside()
            return
        reply.flags |= AA
        self.look_up(zone, question.name, question.type, reply)
        self.add_addresses(zone, reply)

    def zone_for(self, name: Name) -> Zone | None:
        """The zone with the longest name that a name is in."""
        found = [zone for zone in self.zones if is_within(name, zone.origin)]
        return max(found, key=lambda zone: len(zone.origin), default=None)

    def outside(self) -> int:
        """The code for a name outside of all zones."""
        return REFUSED

    def look_up(self, zone: Zone, name: Name, kind: int, reply: Reply, aliases: int = ALIASES) -> None:
        """Add the records of a name, or the alias and what that leads to, or why there are none."""
        cut, dname = zone.cut(name), zone.dname(name)
        if cut and not (kind == DS and lowered(name) == lowered(cut[0].name)):
            self.refer(cut, reply)
        elif dname:
            self.follow(zone, self.synthesize(dname, name, reply), kind, reply, aliases)
        else:
            found = self.match(zone, name)
            if found is None:
                self.no_such_name(zone, reply)
            else:
                self.from_node(zone, name, found, kind, reply, aliases)

    def match(self, zone: Zone, name: Name) -> Node | None:
        """The records of a name, or those of a wildcard; None if there is neither."""
        found = zone.node(name)
        return zone.wildcard(name) if found is None else found

    def from_node(self, zone: Zone, name: Name, node: Node, kind: int, reply: Reply, aliases: int) -> None:
        """Add the records of a type; without any, there is an alias, or no data."""
        wanted = self.chosen(node, kind)
        if wanted:
            reply.answers += [self.owned(record, name) for record in wanted]
        elif CNAME in node:
            alias = self.owned(node[CNAME][0], name)
            if alias not in reply.answers:  # the aliases form a loop
                reply.answers.append(alias)
                self.follow(zone, alias, kind, reply, aliases)
        else:
            self.no_data(zone, reply)

    def chosen(self, node: Node, kind: int) -> list[Record]:
        """The records that a question asks for; for ANY, all there are."""
        return [record for records in node.values() for record in records] if kind == ANY else node.get(kind, [])

    def owned(self, record: Record, name: Name) -> Record:
        """The record with the name that was asked for: of a wildcard's, or in its case (RFC 4343 section 4)."""
        return Record(name, record.type, record.ttl, record.data, record.klass)

    def follow(self, zone: Zone, alias: Record | None, kind: int, reply: Reply, aliases: int) -> None:
        """Go on with the name that an alias stands for, if it is in the zone."""
        target = alias.data[-1] if alias else b""
        if isinstance(target, tuple) and is_within(target, zone.origin) and aliases and kind not in (CNAME, ANY):
            self.look_up(zone, target, kind, reply, aliases - 1)

    def synthesize(self, dname: Record, name: Name, reply: Reply) -> Record | None:
        """Add a DNAME record and the CNAME record that it leads to (RFC 6672 section 3.2)."""
        target = dname.data[-1]
        reply.answers.append(dname)
        new = (*name[: len(name) - len(dname.name)], *(target if isinstance(target, tuple) else ()))
        if length_of(new) > NAME_LIMIT:
            reply.rcode = YXDOMAIN
            return None
        reply.answers.append(alias := Record(name, CNAME, dname.ttl, (new,)))
        return alias

    def refer(self, cut: list[Record], reply: Reply) -> None:
        """Name the servers of a zone that is delegated; that is no authoritative answer."""
        reply.authority += cut
        if not reply.answers:
            reply.flags &= ~AA

    def no_such_name(self, zone: Zone, reply: Reply) -> None:
        reply.rcode = NXDOMAIN
        reply.authority.append(self.negative(zone))

    def no_data(self, zone: Zone, reply: Reply) -> None:
        reply.rcode = NOERROR
        reply.authority.append(self.negative(zone))

    def negative(self, zone: Zone) -> Record:
        """The SOA record; its TTL says how long there are no such records (RFC 2308 section 3)."""
        soa = zone.soa
        minimum = int.from_bytes(soa.data[-1][-4:], "big") if isinstance(soa.data[-1], bytes) else soa.ttl
        return Record(soa.name, soa.type, min(soa.ttl, minimum), soa.data)

    def add_addresses(self, zone: Zone, reply: Reply) -> None:
        """Add the addresses of hosts that the records name, as far as the zone has them, each once."""
        targets = [record.data[-1] for record in reply.answers + reply.authority if record.type != CNAME]
        for target in dict.fromkeys(one for one in targets if isinstance(one, tuple)):
            node = (zone.node(target) if is_within(target, zone.origin) else None) or {}
            found = [record for kind in (A, AAAA) for record in node.get(kind, [])]
            reply.additional += [record for record in found if record not in reply.answers]
