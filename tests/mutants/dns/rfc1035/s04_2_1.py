"""Mutants for RFC 1035 section 4.2.1  UDP usage"""

from __future__ import annotations

from conformance.dns.rfc1035.test_04_2_1_udp_usage import CUT_IS_MARKED, SIZE_WITHOUT_EDNS
from reference_impls.dns.edns import SIZE, EdnsPart
from reference_impls.dns.message import TC, Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _SendsMoreWithoutEdns(EdnsPart):
    def limit(self, query: Query) -> int:
        return super().limit(query) if query.edns or query.over_stream else SIZE


@mutant(SIZE_WITHOUT_EDNS)
class SendsMoreWithoutEdns(DnsServer):
    """Sends 1,232 octets to clients without EDNS too."""

    edns = _SendsMoreWithoutEdns


@mutant(CUT_IS_MARKED)
class CutsInSilence(DnsServer):
    """Leaves out what does not fit, and does not say so."""

    def truncate(self, reply: Reply) -> None:
        super().truncate(reply)
        reply.flags &= ~TC
