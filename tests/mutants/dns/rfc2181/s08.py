"""Mutants for RFC 2181 section 8  Time to Live (TTL)"""

from __future__ import annotations

from conformance.dns.rfc2181.test_08_time_to_live import TTL
from reference_impls.dns.codes import SOA
from reference_impls.dns.message import Record
from reference_impls.dns.server import DnsServer
from reference_impls.dns.writing import MessageWriter
from tests.mutants import mutant


class _CountsBelowZero(MessageWriter):
    def ttl(self, record: Record) -> int:
        return 0xFFFFFFFF if record.type == SOA else super().ttl(record)


@mutant(TTL)
class CountsBelowZero(DnsServer):
    """Goes on counting when no time is left."""

    writer = _CountsBelowZero
