"""Mutants for RFC 5936 section 2.2.1  Header Values"""

from __future__ import annotations

from conformance.dns.rfc5936.test_02_2_1_header_values import NOT_AUTHORITATIVE
from reference_impls.dns.message import Question
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(NOT_AUTHORITATIVE)
class RefusesAllTransfers(DnsServer):
    """Refuses the transfer of zones that it does not have like that of its own."""

    def is_zone(self, question: Question) -> bool:
        return True
