"""Mutants for RFC 6891 section 6.2.3  Requestor's Payload Size"""

from __future__ import annotations

from conformance.dns.rfc6891.test_06_2_3_requestors_payload_size import LEAST_SIZE, WITHIN_SIZE
from reference_impls.dns.codes import FORMERR, A
from reference_impls.dns.edns import LEAST, SIZE, EdnsPart
from reference_impls.dns.message import Query, Record, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _SendsItsOwnSize(EdnsPart):
    def limit(self, query: Query) -> int:
        return SIZE if query.edns and not query.over_stream else super().limit(query)


@mutant(WITHIN_SIZE)
class SendsItsOwnSize(DnsServer):
    """Sends as much as it could take itself."""

    edns = _SendsItsOwnSize


@mutant(WITHIN_SIZE)
class FillsUp(DnsServer):
    """Adds records until the size is used, and then the OPT record."""

    def fit(self, reply: Reply, limit: int) -> bytes:
        octets = super().fit(reply, limit)
        while reply.edns and len(octets) <= limit <= SIZE:
            reply.additional.append(
                Record(reply.questions[0].name if reply.questions else (), A, 60, (len(octets).to_bytes(4, "big"),))
            )
            octets = self.write(reply)
        return octets


class _TakesSizesAsTheyAre(EdnsPart):
    def limit(self, query: Query) -> int:
        limit = super().limit(query)
        return min(query.edns.size, limit) if query.edns and not query.over_stream else limit


@mutant(LEAST_SIZE)
class TakesSizesAsTheyAre(DnsServer):
    """Truncates to the size of the client, however small it is."""

    edns = _TakesSizesAsTheyAre


class _RefusesSmallSizes(EdnsPart):
    def error(self, query: Query) -> int:
        return super().error(query) or (FORMERR if query.edns and query.edns.size < LEAST else 0)


@mutant(LEAST_SIZE)
class RefusesSmallSizes(DnsServer):
    """Takes a size of less than 512 for an error."""

    edns = _RefusesSmallSizes
