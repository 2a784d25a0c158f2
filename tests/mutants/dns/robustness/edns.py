"""Mutants for robustness  EDNS"""

from __future__ import annotations

from conformance.dns.rfc6891.test_07_transport_considerations import BAD_OPTION
from conformance.dns.robustness.test_edns import (
    CUT_OPT,
    KEEPALIVE_VALUE,
    MANY_OPTIONS,
    MISPLACED,
    RCODE_IN_QUERY,
)
from reference_impls.dns.codes import KEEPALIVE, SERVFAIL
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Peer
from tests.mutants import mutant

OPT = b"\0\x29\x04\xd0"


class _FailsAtMany(EdnsPart):
    def error(self, query: Query) -> int:
        return SERVFAIL if query.edns and len(query.edns.options) > 8 else super().error(query)


@mutant(MANY_OPTIONS)
class FailsAtMany(DnsServer):
    """Has room for eight options."""

    edns = _FailsAtMany


@mutant(MISPLACED)
class HangsAtOptElsewhere(DnsServer):
    """Serves nobody for a while after an OPT record that it did not expect."""

    until = 0.0

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        is_elsewhere = datagram[6:10] != bytes(4) or (OPT in datagram and b"\0" + OPT not in datagram)
        is_owned = OPT in datagram and datagram[: datagram.index(OPT)][-2:] in (b"\xc0\x0c", b"a\0")
        if len(datagram) > 12 and OPT in datagram and (is_elsewhere or is_owned):
            self.until = now + 5.5
        if now >= self.until:
            super().receive(datagram, peer, now)


class _ReadsWhatIsLeft(MessageReader):
    def slice(self, at: int, count: int) -> bytes:

        return self.octets[at : at + count].ljust(count, b"\0")

    def end(self) -> None:
        pass


@mutant(CUT_OPT, also={BAD_OPTION: "options are read behind the end as well"})
class ReadsZerosBehindTheEnd(DnsServer):
    """Reads zeros where the message has ended, as a buffer has them."""

    reader = _ReadsWhatIsLeft


@mutant(RCODE_IN_QUERY)
class KeepsTheRcode(DnsServer):
    """Begins the reply with the OPT record of the query, RCODE and all."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        self.upper = octets[-6] if octets[-10:-8] == OPT[:2] else 0
        return super().respond(octets, over_stream=over_stream, client=client)

    def write(self, reply: Reply) -> bytes:
        reply.rcode |= self.upper << 4
        return super().write(reply)


class _FailsAtAValue(EdnsPart):
    def error(self, query: Query) -> int:
        return SERVFAIL if query.edns and query.edns.option(KEEPALIVE) else super().error(query)


@mutant(KEEPALIVE_VALUE)
class FailsAtAValue(DnsServer):
    """Fails at a value in a keepalive option."""

    edns = _FailsAtAValue
