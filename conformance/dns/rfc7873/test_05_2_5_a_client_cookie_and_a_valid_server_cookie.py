"""RFC 7873 section 5.2.5  A Client Cookie and a Valid Server Cookie"""

from __future__ import annotations

import pytest

from conformance.dns.cookies import cookie_in, is_whole, require_cookies, with_cookies
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_1_basic_elements import OPT_IN_RESPONSE
from conformance.dns.rfc7873 import RFC7873
from conformance.dns.usual import CLIENT_COOKIE, said, usual
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7873.section("5.2.5", "A Client Cookie and a Valid Server Cookie")

ACCEPTED = section.must(
    "valid-cookie-accepted",
    role=SERVER,
    text="Answer a query with a cookie that the server has sent, and send a cookie with the answer.",
    hint="Compute the cookie from what is the same in the next query: client cookie, address, secret; not the port.",
    rests_on=(OPT_IN_RESPONSE,),
)


@verifies(ACCEPTED)
@pytest.mark.parametrize("client", ["0123456789abcdef", "ffffffffffffffff"])
@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_cookie_from_the_server_is_accepted(dns: Dns, client: str, times: int) -> None:
    """Also the one that comes with the answer, and so on."""
    own = bytes.fromhex(client)
    cookie, expected = require_cookies(dns, own), said(usual(dns))
    for _ in range(times):
        reply = dns.ask(edns=with_cookies(cookie))
        assert said(reply) == expected
        assert is_whole(cookie_in(reply), own)
        cookie = cookie_in(reply) or b""


@verifies(ACCEPTED)
def test_a_cookie_from_the_server_is_accepted_over_tcp(dns: Dns) -> None:
    cookie, expected = require_cookies(dns), said(usual(dns))
    reply: Message = dns.stream().ask(edns=with_cookies(cookie))
    assert said(reply) == expected
    assert is_whole(cookie_in(reply), CLIENT_COOKIE)
