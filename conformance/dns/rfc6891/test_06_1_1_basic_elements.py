"""RFC 6891 section 6.1.1  Basic Elements"""

from __future__ import annotations

import pytest

from conformance.dns.codes import FORMERR, OPT, A
from conformance.dns.exchange import Exchange
from conformance.dns.facts import require_whole
from conformance.dns.lint.replies import Replies
from conformance.dns.peer import Dns
from conformance.dns.rfc6891 import RFC6891
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC6891.section("6.1.1", "Basic Elements")

OPT_IN_RESPONSE = section.must(
    "opt-in-response",
    role=SERVER,
    text="Answer a query that has an OPT record by a reply that has one.",
    hint="Append an OPT record to the additional section: 00 0029 SIZE 00000000 0000, and count it in ARCOUNT.",
)


@verifies(OPT_IN_RESPONSE)
@pytest.mark.cause
@pytest.mark.parametrize("size", [512, 1232, 4096])
def test_a_query_with_opt_is_answered_with_opt(dns: Dns, size: int) -> None:
    """A server that does not implement EDNS answers FORMERR without OPT (section 7)."""
    reply = dns.ask(type=A, edns=Edns(size))
    require_whole(reply)
    if reply.rcode == FORMERR and not reply.opt:
        not_applicable("the server does not implement EDNS, and says so by FORMERR as section 7 asks for")
    assert reply.opt


ONE_OPT = section.must(
    "one-opt",
    role=SERVER,
    text="Send one OPT record in a message at most.",
    hint="Add the OPT record in one place, when all other records are there.",
)


@verifies(ONE_OPT)
def test_no_reply_has_two_opt_records(replies: Replies) -> None:
    replies.each(_has_two_opt_records, where=lambda exchange: exchange.reply.opt)


def _has_two_opt_records(exchange: Exchange) -> str | None:
    count = sum(record.type == OPT for record in exchange.reply.records)
    return f"{count} OPT records" if count > 1 else None
