"""RFC 7873 section 5.2.1  No OPT RR or No COOKIE Option"""

from __future__ import annotations

from conformance.dns.codes import COOKIE
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.rfc7873 import RFC7873
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7873.section("5.2.1", "No OPT RR or No COOKIE Option")

UNASKED = section.implied(
    "cookie-unasked",
    role=SERVER,
    text="Send no COOKIE option to a client that sends none.",
    hint="Add the option with code 10 only if the query's OPT record has one.",
)


@verifies(UNASKED)
def test_no_reply_has_a_cookie_unasked(replies: Replies) -> None:
    replies.each(_has_a_cookie, where=lambda exchange: exchange.reply.opt and COOKIE not in _asked(exchange))


def _asked(exchange: Exchange) -> set[int]:
    return {code for code, _ in query_of(exchange).options}


def _has_a_cookie(exchange: Exchange) -> str | None:
    return "a cookie, and the query had none" if COOKIE in dict(exchange.reply.options) else None
