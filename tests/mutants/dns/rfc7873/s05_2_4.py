"""Mutants for RFC 7873 section 5.2.4  A Client Cookie and an Invalid Server Cookie"""

from __future__ import annotations

from conformance.dns.rfc7873.test_05_2_4_a_client_cookie_and_an_invalid_server_cookie import AS_WITHOUT
from reference_impls.dns.codes import COOKIE
from reference_impls.dns.cookies import CLIENT_COOKIE, is_valid
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _CopiesAnyCookie(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        sent = edns.option(COOKIE) or b""
        is_longer = len(sent) > CLIENT_COOKIE
        return [(code, sent if code == COOKIE and is_longer else data) for code, data in super().options(query, edns)]


@mutant(AS_WITHOUT)
class CopiesAnyCookie(DnsServer):
    """Sends a server's cookie back that it never made."""

    edns = _CopiesAnyCookie


@mutant(AS_WITHOUT)
class DropsWrongCookies(DnsServer):
    """Never answers a client with a wrong server cookie."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        query = self.read(octets) if self.is_query(octets) else None
        cookie = query.edns.option(COOKIE) if query and query.edns else None
        is_long = cookie is not None and 16 <= len(cookie) <= 40 and not over_stream
        if is_long and not is_valid(cookie or b"", client, self.site.secret, self.today()):
            return None
        return super().respond(octets, over_stream=over_stream, client=client)
