"""Mutants for RFC 9660 section 3.2.2  ZONEVERSION Is Not Transitive"""

from __future__ import annotations

from conformance.dns.rfc9660.test_03_2_2_zoneversion_is_not_transitive import UNASKED
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

ZONEVERSION = 19


class _AlwaysHasAVersion(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        return [*super().options(query, edns), (ZONEVERSION, b"\2\0\0\0\0\1")]


@mutant(UNASKED)
class AlwaysHasAVersion(DnsServer):
    """Sends the version of its zone to all clients with EDNS."""

    edns = _AlwaysHasAVersion
