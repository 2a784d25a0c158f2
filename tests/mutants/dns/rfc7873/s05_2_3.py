"""Mutants for RFC 7873 section 5.2.3  Only a Client Cookie"""

from __future__ import annotations

from conformance.dns.rfc7873.test_05_2_3_only_a_client_cookie import COOKIE_IN_REPLY, NORMAL_OVER_TCP
from reference_impls.dns.codes import BADCOOKIE, COOKIE
from reference_impls.dns.cookies import CLIENT_COOKIE
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _SendsOnlyItsOwn(EdnsPart):
    def cookie(self, of_client: bytes, client: bytes) -> bytes:
        return super().cookie(of_client, client)[CLIENT_COOKIE:]


@mutant(COOKIE_IN_REPLY)
class SendsOnlyItsOwn(DnsServer):
    """Sends the server's part of the cookie alone."""

    edns = _SendsOnlyItsOwn


@mutant(COOKIE_IN_REPLY)
class HasNoCookieInErrors(DnsServer):
    """Sends its cookie with answers only."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.rcode and reply.edns and query.edns and query.questions:
            reply.edns = type(reply.edns)(reply.edns.size, reply.edns.version, reply.edns.flags)
        return reply


class _WantsCookiesOverTcp(EdnsPart):
    def error(self, query: Query) -> int:
        cookie = query.edns.option(COOKIE) if query.edns else None
        is_alone = cookie is not None and len(cookie) == CLIENT_COOKIE
        return super().error(query) or (BADCOOKIE if is_alone and query.over_stream else 0)


@mutant(NORMAL_OVER_TCP)
class WantsCookiesOverTcp(DnsServer):
    """Answers BADCOOKIE over TCP too."""

    edns = _WantsCookiesOverTcp
