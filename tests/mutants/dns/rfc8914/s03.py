"""Mutants for RFC 8914 section 3  Extended DNS Error Processing"""

from __future__ import annotations

from conformance.dns.rfc8914.test_03_extended_dns_error_processing import ACCEPTED
from reference_impls.dns.codes import FORMERR
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

EDE = 15


class _Refuses(EdnsPart):
    def error(self, query: Query) -> int:
        return super().error(query) or (FORMERR if query.edns and query.edns.option(EDE) is not None else 0)


@mutant(ACCEPTED)
class RefusesExtendedErrors(DnsServer):
    """Takes an extended error in a query for an error."""

    edns = _Refuses
