"""Mutants for RFC 8906 section 3.2.7  EDNS over TCP"""

from __future__ import annotations

from conformance.dns.rfc8906.test_03_2_7_edns_over_tcp import SIZE_OF_UDP
from reference_impls.dns.edns import LEAST, EdnsPart
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _HasOneLimit(EdnsPart):
    def limit(self, query: Query) -> int:
        return max(LEAST, query.edns.size) if query.edns and query.over_stream else super().limit(query)


@mutant(SIZE_OF_UDP)
class HasOneLimit(DnsServer):
    """Truncates over TCP as by UDP."""

    edns = _HasOneLimit
