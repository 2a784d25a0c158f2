"""Mutants for RFC 7766 section 5  Transport Protocol Selection"""

from __future__ import annotations

from conformance.dns.rfc7766.test_05_transport_protocol_selection import NOT_CUT, SAME_CONNECTION, TCP_OFFERED
from conformance.dns.rfc8906.test_03_2_7_edns_over_tcp import SIZE_OF_UDP
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import TC, Query, Reply
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Connection, Peer, Wait
from tests.mutants import mutant
from tests.mutants.dns.rfc7766 import OfServer, Sharing


@mutant(TCP_OFFERED)
class IsDeafToTcp(DnsServer):
    """Has no listener for TCP."""

    def connection(self) -> Connection | None:
        return None


class _IsKnown(OfServer):
    def run(self) -> Wait:
        self.server.others.append(self)
        try:
            yield from super().run()
        finally:
            self.server.others.remove(self)


class _KnowsItsConnections(Sharing):
    stream = _IsKnown


class _RepliesToAll(_IsKnown):
    def framed(self, message: bytes) -> bytes:
        for other in self.server.others:
            if other is not self:
                other.send(super().framed(message))
        return super().framed(message)


@mutant(SAME_CONNECTION)
class RepliesToAll(Sharing):
    """Sends every reply over all connections."""

    stream = _RepliesToAll


@mutant(SAME_CONNECTION)
class RepliesByTcpToo(_KnowsItsConnections):
    """Sends what was asked over UDP to a client that is connected, too."""

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        super().receive(datagram, peer, now)
        for other in self.others:
            other.send(other.framed(self._out[-1][0]))


class _LimitsAlways(EdnsPart):
    def limit(self, query: Query) -> int:
        query.over_stream = False
        return super().limit(query)


@mutant(NOT_CUT, also={SIZE_OF_UDP: "the size in a query is the limit that it keeps over TCP"})
class LimitsRepliesOverTcp(DnsServer):
    """Cuts replies over TCP as those over UDP."""

    edns = _LimitsAlways


@mutant(NOT_CUT)
class MarksWhatIsLong(DnsServer):
    """Sends long replies over TCP as a whole, and sets TC all the same."""

    def fit(self, reply: Reply, limit: int) -> bytes:
        if len(self.write(reply)) > 512:
            reply.flags |= TC
        return super().fit(reply, limit)
