"""RFC 7873 section 5.2.3  Only a Client Cookie"""

from __future__ import annotations

import pytest

from conformance.dns.codes import COOKIE, A
from conformance.dns.cookies import cookie_in, is_whole, require_cookies, with_cookies
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_1_basic_elements import OPT_IN_RESPONSE
from conformance.dns.rfc6891.test_06_1_2_wire_format import NOT_ECHOED
from conformance.dns.rfc7873 import RFC7873
from conformance.dns.usual import CLIENT_COOKIE, require_option, said, usual
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7873.section("5.2.3", "Only a Client Cookie")

COOKIE_IN_REPLY = section.must(
    "cookie-in-reply",
    role=SERVER,
    text="Answer a client's cookie by that cookie and one of the server, of 8 to 32 octets, also in an error.",
    hint="Append the option 000a 0018, the 8 octets of the client, and your 16 to the OPT record of the reply.",
    rests_on=(NOT_ECHOED, OPT_IN_RESPONSE),
)


@verifies(COOKIE_IN_REPLY)
@pytest.mark.parametrize(
    "client", ["0123456789abcdef", "0000000000000000", "ffffffffffffffff", "0000000000000001", "8000000000000000"]
)
def test_a_client_s_cookie_is_sent_back_with_one_of_the_server(dns: Dns, client: str) -> None:
    cookie = require_option(dns, COOKIE, bytes.fromhex(client), "COOKIE")
    assert is_whole(cookie, bytes.fromhex(client))


@verifies(COOKIE_IN_REPLY)
@pytest.mark.parametrize("name", ["nobody-has-this.invalid", "example.net", "."])
def test_errors_have_cookies_too(dns: Dns, name: str) -> None:
    require_cookies(dns)
    reply = dns.ask(name, A, edns=with_cookies(CLIENT_COOKIE))
    assert is_whole(cookie_in(reply)) or not reply


NORMAL_OVER_TCP = section.should(
    "normal-over-tcp",
    role=SERVER,
    text="Answer as usual over TCP to a client that knows no server cookie yet.",
    hint="Skip the check of the server's cookie where the query came over TCP.",
    rests_on=(OPT_IN_RESPONSE,),
)


@verifies(NORMAL_OVER_TCP)
def test_a_client_s_cookie_over_tcp_gets_the_usual_answer(dns: Dns) -> None:
    require_cookies(dns)
    expected = said(usual(dns))
    assert said(dns.stream().ask(edns=with_cookies(CLIENT_COOKIE))) == expected
