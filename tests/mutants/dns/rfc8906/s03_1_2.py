"""Mutants for RFC 8906 section 3.1.2  Unknown/Unsupported Type Queries"""

from __future__ import annotations

from conformance.dns.rfc8906.test_03_1_2_unknown_unsupported_type_queries import TYPES_ANSWERED
from reference_impls.dns.codes import SOA, A
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(TYPES_ANSWERED)
class DropsOtherTypes(DnsServer):
    """Drops queries for types of which it has never heard."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        questions = self.read(octets).questions if self.is_query(octets) else []
        if questions and questions[0].type > 255:
            return None
        return super().respond(octets, over_stream=over_stream, client=client)


@mutant(TYPES_ANSWERED)
class KnowsAddressesOnly(DnsServer):
    """Drops queries that do not ask for an address, or for the zone."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        questions = self.read(octets).questions if self.is_query(octets) else []
        if questions and questions[0].type not in (A, SOA, 16) and questions[0].type < 250:
            return None
        return super().respond(octets, over_stream=over_stream, client=client)
