"""Mutants for RFC 7766 section 5  Transport Protocol Selection"""

from __future__ import annotations

from conformance.dns.rfc7766.test_05_transport_protocol_selection import TCP_OFFERED
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Connection
from tests.mutants import mutant


@mutant(TCP_OFFERED)
class IsDeafToTcp(DnsServer):
    """Has no listener for TCP."""

    def connection(self) -> Connection | None:
        return None
