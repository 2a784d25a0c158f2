"""RFC 8945 section 5.3  Generation of TSIG on Answers"""

from __future__ import annotations

from conformance.dns.codes import TKEY, TSIG
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, is_answered_as_asked, query_of
from conformance.dns.rfc8945 import RFC8945
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8945.section("5.3", "Generation of TSIG on Answers")

UNASKED = section.must_not(
    "tsig-unasked",
    role=SERVER,
    text="Sign the response to a request that is not signed.",
    hint="Append a TSIG record only if the query had one.",
)


@verifies(UNASKED)
def test_no_reply_is_signed_unasked(replies: Replies) -> None:
    replies.each(_is_signed, where=lambda exchange: is_answered_as_asked(exchange) and not _asks_for_it(exchange))


def _asks_for_it(exchange: Exchange) -> bool:
    query = query_of(exchange)
    types = [*(one.type for one in query.records), *(one.type for one in query.questions)]
    return TSIG in types or TKEY in types


def _is_signed(exchange: Exchange) -> str | None:
    return "a TSIG record, and the query had none" if any(one.type == TSIG for one in exchange.reply.records) else None
