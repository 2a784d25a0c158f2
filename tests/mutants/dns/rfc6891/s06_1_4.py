"""Mutants for RFC 6891 section 6.1.4  Flags"""

from __future__ import annotations

from conformance.dns.rfc6891.test_06_1_4_flags import FLAGS_CLEAR, FLAGS_IGNORED
from reference_impls.dns.codes import FORMERR
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import DO, Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _RefusesFlags(EdnsPart):
    def error(self, query: Query) -> int:
        return super().error(query) or (FORMERR if query.edns and query.edns.flags & ~DO else 0)


@mutant(FLAGS_IGNORED)
class RefusesFlags(DnsServer):
    """Takes a flag that it does not know for an error."""

    edns = _RefusesFlags


class _CopiesFlags(EdnsPart):
    def flags(self, edns: Edns) -> int:
        return edns.flags


@mutant(FLAGS_CLEAR)
class CopiesFlags(DnsServer):
    """Sends all flags back."""

    edns = _CopiesFlags


class _HasAFlag(EdnsPart):
    def flags(self, edns: Edns) -> int:
        return super().flags(edns) | (0 if edns.flags else 1)


@mutant(FLAGS_CLEAR)
class HasAFlag(DnsServer):
    """Sets a flag that nobody has defined."""

    edns = _HasAFlag
