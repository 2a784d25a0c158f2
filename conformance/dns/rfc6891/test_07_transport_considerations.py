"""RFC 6891 section 7  Transport Considerations"""

from __future__ import annotations

from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, is_answered_as_asked, query_of
from conformance.dns.rfc6891 import RFC6891
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC6891.section("7", "Transport Considerations")

NO_OPT_UNASKED = section.must_not(
    "opt-unasked",
    role=SERVER,
    text="Send an OPT record in reply to a query that has none.",
    hint="Remember whether the query had an OPT record, and append one to the reply only then.",
)


@verifies(NO_OPT_UNASKED)
def test_no_reply_has_opt_unasked(replies: Replies) -> None:
    replies.each(_has_opt, where=lambda exchange: is_answered_as_asked(exchange) and not query_of(exchange).opt)


def _has_opt(exchange: Exchange) -> str | None:
    return "an OPT record, and the query had none" if exchange.reply.opt else None
