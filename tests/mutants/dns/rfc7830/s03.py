"""Mutants for RFC 7830 section 3  The "Padding" Option"""

from __future__ import annotations

from conformance.dns.rfc7830.test_03_the_padding_option import ANY_PADDING
from reference_impls.dns.codes import FORMERR
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

PADDING = 12


class _Refuses(EdnsPart):
    def error(self, query: Query) -> int:
        return super().error(query) or (FORMERR if query.edns and query.edns.option(PADDING) is not None else 0)


@mutant(ANY_PADDING)
class RefusesPadding(DnsServer):
    """Takes padding by UDP for an error."""

    edns = _Refuses
