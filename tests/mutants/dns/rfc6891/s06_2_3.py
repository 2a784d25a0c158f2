"""Mutants for RFC 6891 section 6.2.3  Requestor's Payload Size"""

from __future__ import annotations

from conformance.dns.rfc6891.test_06_2_3_requestors_payload_size import WITHIN_SIZE
from reference_impls.dns.edns import SIZE, EdnsPart
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _SendsItsOwnSize(EdnsPart):
    def limit(self, query: Query) -> int:
        return SIZE if query.edns and not query.over_stream else super().limit(query)


@mutant(WITHIN_SIZE)
class SendsItsOwnSize(DnsServer):
    """Sends as much as it could take itself."""

    edns = _SendsItsOwnSize
