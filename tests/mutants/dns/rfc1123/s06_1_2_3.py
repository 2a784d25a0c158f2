"""Mutants for RFC 1123 section 6.1.2.3  Unused Fields"""

from __future__ import annotations

from conformance.dns.rfc1123.test_06_1_2_3_unused_fields import Z_IS_ZERO
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

Z = 0x0040


@mutant(Z_IS_ZERO)
class CopiesZ(DnsServer):
    """Copies Z from the query."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | query.flags & Z


@mutant(Z_IS_ZERO)
class SetsZInErrors(DnsServer):
    """Sets Z where it does not know the opcode."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | (Z if query.opcode else 0)
