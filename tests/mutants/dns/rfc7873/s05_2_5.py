"""Mutants for RFC 7873 section 5.2.5  A Client Cookie and a Valid Server Cookie"""

from __future__ import annotations

from conformance.dns.rfc7873.test_05_2_5_a_client_cookie_and_a_valid_server_cookie import ACCEPTED
from reference_impls.dns.codes import BADCOOKIE, COOKIE
from reference_impls.dns.cookies import CLIENT_COOKIE
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _NeverAccepts(EdnsPart):
    def error(self, query: Query) -> int:
        cookie = query.edns.option(COOKIE) if query.edns else None
        is_longer = cookie is not None and len(cookie) > CLIENT_COOKIE
        return super().error(query) or (BADCOOKIE if is_longer and query.questions else 0)


@mutant(ACCEPTED)
class NeverAccepts(DnsServer):
    """Makes another secret for each query, so that no cookie is ever right."""

    edns = _NeverAccepts
