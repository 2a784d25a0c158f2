"""Mutants for RFC 1123 section 6.1.2.4  Compression"""

from __future__ import annotations

from conformance.dns.rfc1123.test_06_1_2_4_compression import COMPRESSES
from reference_impls.dns.names import Name
from reference_impls.dns.server import DnsServer
from reference_impls.dns.writing import MessageWriter
from tests.mutants import mutant


class _WritesNamesInFull(MessageWriter):
    def name(self, name: Name) -> None:
        self.uncompressed(name)


@mutant(COMPRESSES)
class WritesNamesInFull(DnsServer):
    """Writes every name in full."""

    writer = _WritesNamesInFull
