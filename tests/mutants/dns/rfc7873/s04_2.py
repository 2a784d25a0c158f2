"""Mutants for RFC 7873 section 4.2  Server Cookie"""

from __future__ import annotations

from conformance.dns.rfc7873.test_04_2_server_cookie import DIFFERS
from reference_impls.dns.cookies import CLIENT_COOKIE
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _HasOneCookie(EdnsPart):
    def cookie(self, of_client: bytes, client: bytes) -> bytes:
        return of_client + super().cookie(bytes(CLIENT_COOKIE), client)[CLIENT_COOKIE:]


@mutant(DIFFERS)
class HasOneCookie(DnsServer):
    """Has one cookie for all clients of an address."""

    edns = _HasOneCookie
