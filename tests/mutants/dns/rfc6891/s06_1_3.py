"""Mutants for RFC 6891 section 6.1.3  OPT Record TTL Field Use"""

from __future__ import annotations

from conformance.dns.rfc6891.test_06_1_3_opt_record_ttl_field_use import BAD_VERSION, OWN_VERSION
from reference_impls.dns.codes import BADVERS, FORMERR
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _IgnoresTheVersion(EdnsPart):
    def error(self, query: Query) -> int:
        error = super().error(query)
        return 0 if error == BADVERS else error


@mutant(BAD_VERSION)
class IgnoresTheVersion(DnsServer):
    """Answers a query with any version."""

    edns = _IgnoresTheVersion


class _RefusesTheVersion(EdnsPart):
    def error(self, query: Query) -> int:
        error = super().error(query)
        return FORMERR if error == BADVERS else error


@mutant(BAD_VERSION)
class RefusesTheVersion(DnsServer):
    """Answers FORMERR to a query with another version."""

    edns = _RefusesTheVersion


class _CopiesTheVersion(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        edns = super().reply(query)
        return Edns(edns.size, query.edns.version, edns.flags, edns.options) if edns and query.edns else None


@mutant(OWN_VERSION)
class CopiesTheVersion(DnsServer):
    """Sends the version of the query back."""

    edns = _CopiesTheVersion


class _HasVersionOne(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        edns = super().reply(query)
        return Edns(edns.size, 1, edns.flags, edns.options) if edns and query.edns and not query.edns.version else edns


@mutant(OWN_VERSION)
class HasVersionOne(DnsServer):
    """Says that it knows version 1, which nobody has defined."""

    edns = _HasVersionOne
