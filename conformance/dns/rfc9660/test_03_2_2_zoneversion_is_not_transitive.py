"""RFC 9660 section 3.2.2  ZONEVERSION Is Not Transitive"""

from __future__ import annotations

from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.rfc9660 import RFC9660
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC9660.section("3.2.2", "ZONEVERSION Is Not Transitive")

ZONEVERSION = 19  # an option

UNASKED = section.must_not(
    "zoneversion-unasked",
    role=SERVER,
    text="Send a ZONEVERSION option to a client that did not ask for it.",
    hint="Add the option with code 19 only if the query's OPT record has one.",
)


@verifies(UNASKED)
def test_no_reply_has_zoneversion_unasked(replies: Replies) -> None:
    replies.each(_has_it, where=lambda exchange: exchange.reply.opt and ZONEVERSION not in _asked(exchange))


def _asked(exchange: Exchange) -> set[int]:
    return {code for code, _ in query_of(exchange).options}


def _has_it(exchange: Exchange) -> str | None:
    return "ZONEVERSION, which was not asked for" if ZONEVERSION in dict(exchange.reply.options) else None
