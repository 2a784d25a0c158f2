"""RFC 7873 section 5.4  Querying for a Server Cookie"""

from __future__ import annotations

import pytest

from conformance.dns.codes import BADCOOKIE, NOERROR
from conformance.dns.cookies import cookie_in, is_whole, require_cookies, with_cookies
from conformance.dns.message import Message
from conformance.dns.odd_queries import HeadedQuery
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_1_basic_elements import OPT_IN_RESPONSE
from conformance.dns.rfc7873 import RFC7873
from conformance.dns.rfc7873.test_04_2_server_cookie import DIFFERS
from conformance.dns.rfc7873.test_05_2_4_a_client_cookie_and_an_invalid_server_cookie import AS_WITHOUT
from conformance.dns.rfc7873.test_05_2_5_a_client_cookie_and_a_valid_server_cookie import ACCEPTED
from conformance.dns.robustness.test_counts import LYING_COUNTS
from conformance.dns.usual import CLIENT_COOKIE
from conformance.dns.wire import header
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7873.section("5.4", "Querying for a Server Cookie")

ONLY_OPT = header(0, 0, (0, 0, 0, 1))[4:]  # the counts of a query without a question

COOKIE_WITHOUT_QUESTION = section.must(
    "cookie-without-question",
    role=SERVER,
    text="Answer NOERROR and a server's cookie to a query without a question that has a client's cookie alone.",
    hint="Where QDCOUNT is 0 and the OPT record has a COOKIE option, answer RCODE 0, OPT and both cookies.",
    rests_on=(OPT_IN_RESPONSE, LYING_COUNTS),
)


@verifies(COOKIE_WITHOUT_QUESTION)
@pytest.mark.parametrize("client", [CLIENT_COOKIE, bytes(8), b"\xff" * 8, bytes(range(8))], ids=bytes.hex)
def test_a_cookie_is_given_to_who_asks_nothing_else(dns: Dns, client: bytes) -> None:
    require_cookies(dns, client)
    reply = _asked_for_cookie(dns, client)
    assert reply.rcode == NOERROR
    assert is_whole(cookie_in(reply), client)
    assert not reply.answers


COOKIE_CONFIRMED = section.must(
    "cookie-confirmed",
    role=SERVER,
    text="Answer NOERROR to a query without a question whose server's cookie is valid, and BADCOOKIE to all others.",
    hint="Where QDCOUNT is 0, check the cookie behind the first eight octets: RCODE 0 if it is yours, else 23.",
    rests_on=(COOKIE_WITHOUT_QUESTION, ACCEPTED, DIFFERS, AS_WITHOUT),
)


@verifies(COOKIE_CONFIRMED)
def test_a_cookie_that_was_given_is_good_without_a_question(dns: Dns) -> None:
    reply = _asked_for_cookie(dns, require_cookies(dns))
    assert reply.rcode == NOERROR
    assert is_whole(cookie_in(reply))


@verifies(COOKIE_CONFIRMED)
@pytest.mark.parametrize("length", [8, 16, 24, 32])
def test_a_cookie_that_was_not_given_is_bad_without_a_question(dns: Dns, length: int) -> None:
    require_cookies(dns)
    reply = _asked_for_cookie(dns, CLIENT_COOKIE + b"\x5a" * length)
    assert reply.rcode == BADCOOKIE
    assert is_whole(cookie_in(reply))


def _asked_for_cookie(dns: Dns, cookie: bytes) -> Message:
    """The reply to a query without a question that has a cookie."""
    plain = dns.query()
    return dns.put(HeadedQuery(plain.id, flags=plain.flags, rest=ONLY_OPT + with_cookies(cookie).octets))
