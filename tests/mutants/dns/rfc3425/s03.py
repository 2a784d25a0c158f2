"""Mutants for RFC 3425 section 3  Effect on RFC 1035"""

from __future__ import annotations

from conformance.dns.rfc3425.test_03_effect_on_rfc_1035 import INVERSE_QUERIES
from reference_impls.dns.codes import NOERROR, NOTIMP, REFUSED
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

IQUERY = 1


@mutant(INVERSE_QUERIES)
class RefusesInverseQueries(DnsServer):
    """Refuses inverse queries, as if it could answer others."""

    def for_opcode(self, opcode: int) -> int:
        return REFUSED if opcode == IQUERY else NOTIMP


@mutant(INVERSE_QUERIES)
class KnowsNoNameOfAnAddress(DnsServer):
    """Answers an inverse query for an address by no record."""

    def error(self, query: Query) -> int:
        is_for_an_address = query.opcode == IQUERY and query.counts[1] == 1
        return NOERROR if is_for_an_address else super().error(query)
