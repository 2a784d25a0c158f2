"""Mutants for RFC 7828 section 3.3.1  Receiving Queries"""

from __future__ import annotations

from conformance.dns.rfc7828.test_03_3_1_receiving_queries import IGNORED_BY_UDP
from reference_impls.dns.codes import KEEPALIVE
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _AnswersByUdp(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        options = super().options(query, edns)
        is_asked = edns.option(KEEPALIVE) is not None and not query.over_stream
        return [*options, (KEEPALIVE, self.idle_time())] if is_asked else options


@mutant(IGNORED_BY_UDP)
class AnswersByUdp(DnsServer):
    """Tells clients by UDP too how long an idle connection stays."""

    edns = _AnswersByUdp
