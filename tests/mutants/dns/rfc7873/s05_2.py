"""Mutants for RFC 7873 section 5.2  Responding to a Request"""

from __future__ import annotations

from conformance.dns.rfc7873.test_05_2_responding_to_a_request import IGNORED, ONLY_THE_FIRST
from reference_impls.dns.codes import COOKIE, FORMERR
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _RefusesCookies(EdnsPart):
    def error(self, query: Query) -> int:
        is_alone = query.edns is not None and [code for code, _ in query.edns.options] == [COOKIE]
        return super().error(query) or (FORMERR if is_alone else 0)

    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        return [one for one in super().options(query, edns) if one[0] != COOKIE]


@mutant(IGNORED)
class RefusesCookies(DnsServer):
    """Has no cookies, and takes that of a client for an error, unless other options come with it."""

    edns = _RefusesCookies


def _with_the_last(edns: Edns) -> Edns:
    return Edns(edns.size, edns.version, edns.flags, list(edns.options)[::-1])


class _TakesTheLast(EdnsPart):
    def are_well_formed(self, edns: Edns) -> bool:
        return super().are_well_formed(_with_the_last(edns))

    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        return super().options(query, _with_the_last(edns))


@mutant(ONLY_THE_FIRST)
class TakesTheLast(DnsServer):
    """Keeps the last cookie that it reads."""

    edns = _TakesTheLast
