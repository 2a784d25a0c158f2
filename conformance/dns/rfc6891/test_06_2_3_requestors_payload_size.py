"""RFC 6891 section 6.2.3  Requestor's Payload Size"""

from __future__ import annotations

from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.rfc6891 import RFC6891
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC6891.section("6.2.3", "Requestor's Payload Size")

LEAST = 512  # octets: smaller sizes count as this one

WITHIN_SIZE = section.implied(
    "within-size",
    role=SERVER,
    text="Send no more octets by UDP than the OPT record of the query says that the client can take.",
    hint="Compare the length of the whole reply, its OPT record too, with max(512, the size in the query).",
)


@verifies(WITHIN_SIZE)
def test_no_reply_exceeds_the_size_in_the_query(replies: Replies) -> None:
    replies.each(_is_too_long, where=lambda exchange: not exchange.reply.over_tcp and query_of(exchange).opt)


def _is_too_long(exchange: Exchange) -> str | None:
    opt, length = query_of(exchange).opt, len(exchange.reply.octets)
    size = max(LEAST, opt.klass) if opt else LEAST
    return f"{length} octets by UDP to a client that takes {size}" if length > size else None
