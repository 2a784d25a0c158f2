"""Mutants for RFC 7873 section 5.2.2  Malformed COOKIE Option"""

from __future__ import annotations

from conformance.dns.rfc7873.test_05_2_2_malformed_cookie_option import BAD_LENGTH
from reference_impls.dns.codes import COOKIE
from reference_impls.dns.cookies import is_cookie
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _IgnoresMalformedCookies(EdnsPart):
    def is_cookie(self, cookie: bytes) -> bool:
        return True

    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        options = super().options(query, edns)
        return options if is_cookie(edns.option(COOKIE) or b"") else [one for one in options if one[0] != COOKIE]


@mutant(BAD_LENGTH)
class IgnoresMalformedCookies(DnsServer):
    """Answers without a cookie where that of the client has another length."""

    edns = _IgnoresMalformedCookies
