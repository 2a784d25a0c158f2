"""Mutants for RFC 7873 section 5.2.1  No OPT RR or No COOKIE Option"""

from __future__ import annotations

from conformance.dns.rfc7873.test_05_2_1_no_opt_rr_or_no_cookie_option import UNASKED
from reference_impls.dns.codes import COOKIE
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _AlwaysHasACookie(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        options = super().options(query, edns)
        return options if edns.option(COOKIE) is not None else [*options, (COOKIE, bytes(24))]


@mutant(UNASKED)
class AlwaysHasACookie(DnsServer):
    """Sends a cookie to clients that have none."""

    edns = _AlwaysHasACookie
