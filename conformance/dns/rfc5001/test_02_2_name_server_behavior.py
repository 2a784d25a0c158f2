"""RFC 5001 section 2.2  Name Server Behavior"""

from __future__ import annotations

from conformance.dns.codes import NSID
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.rfc5001 import RFC5001
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC5001.section("2.2", "Name Server Behavior")

NSID_UNASKED = section.must_not(
    "nsid-unasked",
    role=SERVER,
    text="Send an NSID option to a client that has not asked for it.",
    hint="Add the option with code 3 only if the query's OPT record has one.",
)


@verifies(NSID_UNASKED)
def test_no_reply_has_nsid_unasked(replies: Replies) -> None:
    replies.each(_has_nsid, where=lambda exchange: exchange.reply.opt and NSID not in dict(query_of(exchange).options))


def _has_nsid(exchange: Exchange) -> str | None:
    return "NSID, which was not asked for" if NSID in dict(exchange.reply.options) else None
