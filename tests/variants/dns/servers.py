"""Legal variants of an authoritative DNS server."""

from __future__ import annotations

from reference_impls.dns.codes import NOTIMP, REFUSED
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Query
from reference_impls.dns.names import Name
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import DnsOverTcp
from reference_impls.dns.writing import MessageWriter
from reference_impls.sansio import Peer, Wait
from reference_impls.shells import aio, threads
from tests.variants.late import Late
from tests.variants.variant import Variant


class AnswersLate(Late, DnsServer):
    """Answers a moment later; the last of those that came in this time is answered first."""


class LosesSome(DnsServer):
    """Loses one datagram in 23, as a network may: never the second try of what was lost among 20 or 40."""

    count = 0

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.count += 1
        if self.count % 23:
            super().receive(datagram, peer, now)


class IsSilentToTheMalformed(DnsServer):
    """Answers no message that it cannot read."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        if self.is_query(octets) and self.read(octets).is_malformed:
            return None
        return super().respond(octets, over_stream=over_stream, client=client)


class _WritesNamesInFull(MessageWriter):
    def remember(self, name: Name) -> None:
        if len(self.octets) < 13:  # of the question alone
            super().remember(name)


class CompressesLittle(DnsServer):
    """Has pointers to the name in the question only."""

    writer = _WritesNamesInFull


class RefusesOpcodes(DnsServer):
    """Refuses opcodes that it does not know, some of them as not implemented."""

    def for_opcode(self, opcode: int) -> int:
        return REFUSED if opcode == 4 else NOTIMP


class _HasNoOptions(EdnsPart):
    def options(self, query: Query, edns: object) -> list[tuple[int, bytes]]:
        return []

    def is_cookie(self, cookie: bytes) -> bool:
        return True


class KnowsNoOptions(DnsServer):
    """Serves EDNS without any option."""

    edns = _HasNoOptions


class _EndsWithoutAReply(DnsOverTcp):
    def run(self) -> Wait:
        length = int.from_bytes((yield from self.read_exactly(2)), "big")
        reply = self.respond((yield from self.read_exactly(length)))
        if reply is not None:
            self.send(self.framed(reply))
            yield from super().run()


class LimitsErrors(DnsServer):
    """Drops errors that are too many, as NSD does, here the first to each message; over TCP, it closes."""

    over_tcp = _EndsWithoutAReply

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        reply = super().respond(octets, over_stream=over_stream, client=client)
        seen = self.__dict__.setdefault("seen", set())
        if reply is None or not reply[3] & 15 or octets in seen:
            return reply
        seen.add(octets)
        return None


VARIANTS = [
    Variant(AnswersLate),
    Variant(LosesSome),
    Variant(IsSilentToTheMalformed),
    Variant(CompressesLittle, shell=aio.serve),
    Variant(RefusesOpcodes),
    Variant(KnowsNoOptions, shell=threads.serve),
    Variant(LimitsErrors, shell=aio.serve),  # over sockets, silence and a close are tried again
]
