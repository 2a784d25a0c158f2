"""Mutants for RFC 8945 section 5.2  Server Processing of Request"""

from __future__ import annotations

from conformance.dns.rfc8945.test_05_2_server_processing_of_request import LAST
from reference_impls.dns.codes import TSIG
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(LAST)
class FindsTsigAnywhere(DnsServer):
    """Takes the first TSIG record, wherever it stands, and ignores all others."""

    def for_signature(self, query: Query) -> int:
        signatures = [record for record in query.additional if record.type == TSIG]
        query.additional = [record for record in query.additional if record.type != TSIG] + signatures[:1]
        return super().for_signature(query)
