"""Mutants for robustness  Names in queries"""

from __future__ import annotations

from conformance.dns.robustness.test_names_in_queries import FINITE, LABELS, LENGTHS, LOOPS
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.names import Name
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Peer
from tests.mutants import mutant

WHILE = 5.5  # seconds: longer than the judge tries, but it serves again before the next row


class Hangs(Exception):
    """Here a server would run in circles, or end."""


class Stops(DnsServer):
    """Serves nobody for a while after some message."""

    until = 0.0

    def is_fatal(self, octets: bytes) -> bool:
        return False

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if now < self.until:
            return
        try:
            if self.is_fatal(datagram):
                raise Hangs
            super().receive(datagram, peer, now)
        except Hangs:
            self.until = now + WHILE


@mutant(LOOPS)
class FollowsAnyPointer(Stops):
    """Follows pointers without end, and ends where one leads behind the message."""

    class reader(MessageReader):
        followed = 0

        def target(self, at: int, lowest: int) -> int:
            place = (self.octet(at) & 0x3F) << 8 | self.octet(at + 1)
            self.followed += place >= lowest
            if place >= len(self.octets) or self.followed > 20:
                raise Hangs
            return place


@mutant(LOOPS)
class TakesABadPointerForTheEnd(DnsServer):
    """Takes a pointer that it cannot follow for the end of the name."""

    class reader(MessageReader):
        def name(self) -> Name:
            begin = self.at
            try:
                return super().name()
            except Malformed:
                labels = list[bytes]()
                while 0 < (length := self.octet(begin)) < 0x40:
                    labels.append(self.slice(begin + 1, length))
                    begin += 1 + length
                self.at = begin + 2
                return tuple(labels)


@mutant(LOOPS)
class EndsAtLabelsBehindTheMessage(Stops):
    """Ends where a pointer leads to a label that the end of the message cuts."""

    class reader(MessageReader):
        def target(self, at: int, lowest: int) -> int:
            place = (self.octet(at) & 0x3F) << 8 | self.octet(at + 1)
            if place + 10 > len(self.octets) > place - 10:
                raise Hangs
            return super().target(at, lowest)


@mutant(FINITE)
class RecursesForEachPointer(Stops):
    """Calls itself for each pointer, until its stack is full."""

    class reader(MessageReader):
        followed = 0

        def target(self, at: int, lowest: int) -> int:
            self.followed += 1
            if self.followed > 60:
                raise Hangs
            return super().target(at, lowest)


@mutant(FINITE)
class EndsAtLaterPlaces(Stops):
    """Ends where a pointer in the question leads to what it has not read yet."""

    class reader(MessageReader):
        def target(self, at: int, lowest: int) -> int:
            place = (self.octet(at) & 0x3F) << 8 | self.octet(at + 1)
            if at == 12 < place < len(self.octets):
                raise Hangs
            return super().target(at, lowest)


@mutant(FINITE)
class CollectsTooMuch(Stops):
    """Has room for a name of 255 octets only, and writes on behind it when pointers lead to more."""

    class reader(MessageReader):
        def refuse_long(self, name: Name) -> None:
            if len(name) > 50 and set(name[:50]) == {b"aaaa"}:
                raise Hangs
            super().refuse_long(name)


@mutant(FINITE)
class AnswersByWhatItWasSent(DnsServer):
    """Makes the reply of the query, whose additional records, if they are several, become the first of the answer."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if len(query.records) > 1:
            reply.answers = [one for one in query.records if one.type in (1, 10)] + reply.answers
        return reply


@mutant(LABELS)
class MasksTheKind(DnsServer):
    """Takes the lowest six bits of a length for the length."""

    class reader(MessageReader):
        def octet(self, at: int) -> int:
            octet = super().octet(at)
            return octet & 0x3F if 0x40 <= octet < 0xC0 else octet


@mutant(LABELS)
class HasATableOfKinds(Stops):
    """Has a table of what labels and pointers begin with, and ends at anything else."""

    class reader(MessageReader):
        def octet(self, at: int) -> int:
            octet = super().octet(at)
            if 0x40 <= octet < 0xC0:
                raise Hangs
            return octet


@mutant(LENGTHS)
class ReadsBehindTheMessage(Stops):
    """Copies a label in words of eight octets, and ends where one is behind the message."""

    class reader(MessageReader):
        def slice(self, at: int, count: int) -> bytes:
            if count >= 8 and at + count > len(self.octets) and at < 64:
                raise Hangs
            return super().slice(at, count)


@mutant(LENGTHS)
class KeepsTheEndOfLongNames(DnsServer):
    """Keeps the latest octets of a name, as many as a name may have."""

    class reader(MessageReader):
        def refuse_long(self, name: Name) -> None:
            pass

        def name(self) -> Name:
            labels = super().name()
            return labels[-2:] if sum(map(len, labels)) + len(labels) > 254 else labels
