"""Mutants for RFC 8906 section 8.2.10  Testing with Multiple Defined EDNS Options"""

from __future__ import annotations

from conformance.dns.rfc8906.test_08_2_10_testing_with_multiple_defined_edns_options import ANSWERED, DEFINED
from reference_impls.dns.codes import SERVFAIL
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _FailsAtTheSecond(EdnsPart):
    def error(self, query: Query) -> int:
        known = {code for code, _ in query.edns.options} & dict(DEFINED).keys() if query.edns else ()
        return super().error(query) or (SERVFAIL if len(known) > 1 else 0)


@mutant(ANSWERED)
class FailsAtTheSecond(DnsServer):
    """Fails at the second option that it knows."""

    edns = _FailsAtTheSecond
