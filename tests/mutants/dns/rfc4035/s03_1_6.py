"""Mutants for RFC 4035 section 3.1.6  The AD and CD Bits in an Authoritative Response"""

from __future__ import annotations

from conformance.dns.rfc4035.test_03_1_6_the_ad_and_cd_bits import NOT_AUTHENTIC
from reference_impls.dns.message import AD, DO, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(NOT_AUTHENTIC)
class TakesItsZoneForAuthentic(DnsServer):
    """Sets AD in every reply."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | AD


@mutant(NOT_AUTHENTIC)
class CopiesAd(DnsServer):
    """Copies AD from the query."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | query.flags & AD


@mutant(NOT_AUTHENTIC)
class SetsAdForClientsWithDnssec(DnsServer):
    """Sets AD in the reply to every client that knows DNSSEC."""

    def flags(self, query: Query) -> int:
        knows = query.edns is not None and query.edns.flags & DO
        return super().flags(query) | (AD if knows else 0)
