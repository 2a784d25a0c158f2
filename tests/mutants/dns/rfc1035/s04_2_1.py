"""Mutants for RFC 1035 section 4.2.1  UDP usage"""

from __future__ import annotations

from conformance.dns.rfc1035.test_04_2_1_udp_usage import SIZE_WITHOUT_EDNS
from reference_impls.dns.edns import SIZE, EdnsPart
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _SendsMoreWithoutEdns(EdnsPart):
    def limit(self, query: Query) -> int:
        return super().limit(query) if query.edns or query.over_stream else SIZE


@mutant(SIZE_WITHOUT_EDNS)
class SendsMoreWithoutEdns(DnsServer):
    """Sends 1,232 octets to clients without EDNS too."""

    edns = _SendsMoreWithoutEdns
