"""RFC 7873 section 5.2  Responding to a Request"""

from __future__ import annotations

import pytest

from conformance.dns.codes import FORMERR
from conformance.dns.cookies import cookie_in, require_cookies, with_cookies
from conformance.dns.peer import Dns
from conformance.dns.rfc7873 import RFC7873
from conformance.dns.rfc7873.test_05_2_2_malformed_cookie_option import BAD_LENGTH
from conformance.dns.usual import CLIENT_COOKIE, said, usual
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7873.section("5.2", "Responding to a Request")

OTHER = bytes.fromhex("fedcba9876543210")

IGNORED = section.implied(
    "ignored-without-cookies",
    role=SERVER,
    text="Without cookies, respond as if there were no COOKIE option.",
    hint="Skip options that you do not implement by their length.",
)


@verifies(IGNORED)
@pytest.mark.parametrize("length", [8, 16, 24, 40])
def test_a_server_without_cookies_ignores_them(dns: Dns, length: int) -> None:
    """One with cookies is judged elsewhere."""
    expected = said(usual(dns))
    if cookie_in(dns.ask(edns=with_cookies(CLIENT_COOKIE))) is None:
        assert said(dns.ask(edns=with_cookies((CLIENT_COOKIE * 5)[:length]))) == expected


ONLY_THE_FIRST = section.implied(
    "only-the-first",
    role=SERVER,
    text="Consider only the first of several COOKIE options.",
    hint="Keep the first option with code 10 that you find, and skip those that follow.",
    rests_on=(BAD_LENGTH,),
)


@verifies(ONLY_THE_FIRST)
@pytest.mark.parametrize("second", [OTHER, OTHER * 2, OTHER * 5, OTHER[:5], OTHER * 6, b""], ids=len)
def test_a_second_cookie_is_ignored(dns: Dns, second: bytes) -> None:
    """Well-formed ones and such as are not."""
    require_cookies(dns)
    reply = dns.ask(edns=with_cookies(CLIENT_COOKIE, second))
    assert (cookie_in(reply) or b"").startswith(CLIENT_COOKIE)
    assert reply.rcode != FORMERR


@verifies(ONLY_THE_FIRST)
@pytest.mark.parametrize("length", [0, 5, 12, 41])
def test_a_malformed_first_cookie_is_not_replaced_by_the_second(dns: Dns, length: int) -> None:
    require_cookies(dns)
    assert dns.ask(edns=with_cookies(bytes(length), CLIENT_COOKIE)).rcode == FORMERR
