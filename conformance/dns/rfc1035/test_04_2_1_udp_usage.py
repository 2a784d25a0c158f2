"""RFC 1035 section 4.2.1  UDP usage"""

from __future__ import annotations

from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.rfc1035 import RFC1035
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1035.section("4.2.1", "UDP usage")

MOST = 512  # octets

SIZE_WITHOUT_EDNS = section.implied(
    "size-without-edns",
    role=SERVER,
    text="Send no message of more than 512 octets by UDP to a client that does not say by EDNS that it takes more.",
    hint="Leave records out until the reply has 512 octets, and set TC.",
)


@verifies(SIZE_WITHOUT_EDNS)
def test_no_reply_without_edns_is_too_long(replies: Replies) -> None:
    replies.each(_is_too_long, where=_is_sent_by_udp_without_edns)


def _is_sent_by_udp_without_edns(exchange: Exchange) -> bool:
    return not exchange.reply.over_tcp and not query_of(exchange).opt and exchange.is_own


def _is_too_long(exchange: Exchange) -> str | None:
    length = len(exchange.reply.octets)
    return f"{length} octets by UDP, without EDNS" if length > MOST else None
