"""Mutants for RFC 8945 section 5.3  Generation of TSIG on Answers"""

from __future__ import annotations

from conformance.dns.rfc8945.test_05_3_generation_of_tsig_on_answers import UNASKED
from reference_impls.dns.codes import ANY_CLASS, TSIG
from reference_impls.dns.message import Query, Record
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(UNASKED)
class SignsForAll(DnsServer):
    """Sends a TSIG record to clients that have no key."""

    def signatures(self, query: Query) -> list[Record]:
        signed = Record((b"key",), TSIG, 0, (b"\x0bhmac-sha256\0" + bytes(16),), ANY_CLASS)
        return super().signatures(query) or [signed]
