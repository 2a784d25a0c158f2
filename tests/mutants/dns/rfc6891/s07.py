"""Mutants for RFC 6891 section 7  Transport Considerations"""

from __future__ import annotations

from conformance.dns.rfc6891.test_07_transport_considerations import NO_OPT_UNASKED
from reference_impls.dns.edns import SIZE, EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _AlwaysHasOpt(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return super().reply(query) or Edns(SIZE)


@mutant(NO_OPT_UNASKED)
class AlwaysHasOpt(DnsServer):
    """Adds an OPT record to every reply."""

    edns = _AlwaysHasOpt
