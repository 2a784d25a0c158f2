"""RFC 7873 section 5.2.4  A Client Cookie and an Invalid Server Cookie"""

from __future__ import annotations

import pytest

from conformance.dns.codes import BADCOOKIE
from conformance.dns.cookies import WHOLE, cookie_in, is_whole, require_cookies, with_cookies
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc7873 import RFC7873
from conformance.dns.usual import CLIENT_COOKIE, usual
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7873.section("5.2.4", "A Client Cookie and an Invalid Server Cookie")

TRIES = 10

AS_WITHOUT = section.must(
    "as-without-server-cookie",
    role=SERVER,
    text="Treat a wrong server cookie as if it were not there: answer or BADCOOKIE, with a fresh cookie, or silence.",
    hint="Compare the server's part with what you compute; if it differs, go on as with 8 octets of the client alone.",
    rests_on=(ID_COPIED,),
)


@verifies(AS_WITHOUT)
@pytest.mark.parametrize("length", WHOLE)
def test_a_wrong_server_cookie_is_replaced(dns: Dns, length: int) -> None:
    """Wrong ones of every length that a cookie may have."""
    require_cookies(dns)
    wrong = CLIENT_COOKIE + dns.attempt.octets(length - 8)
    legal = (usual(dns).rcode, BADCOOKIE)
    query = dns.query(edns=with_cookies(wrong))
    for reply in [one for one in dns.tolerated(query.octets) if one.id == query.id]:
        assert reply.rcode in legal
        assert is_whole(cookie_in(reply))
        assert cookie_in(reply) != wrong


@verifies(AS_WITHOUT)
@pytest.mark.parametrize("length", [16, 24, 32, 40])
def test_clients_hear_of_the_right_cookie(dns: Dns, length: int) -> None:
    """At least one of ten queries is answered (section 5.2.3)."""
    require_cookies(dns)
    cookies = [CLIENT_COOKIE + dns.attempt.octets(length - 8) for _ in range(TRIES)]
    assert any(dns.flight([dns.query(edns=with_cookies(cookie)) for cookie in cookies]))
