"""RFC 5001 section 2.2  Name Server Behavior"""

from __future__ import annotations

import pytest

from conformance.dns.codes import NSID
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.rfc5001 import RFC5001
from conformance.dns.usual import said, usual
from conformance.dns.wire import Edns
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


PAYLOAD = section.must(
    "payload-ignored",
    role=SERVER,
    text="Ignore the data of an NSID option in a query.",
    hint="Look at the code of the option only.",
)


@verifies(PAYLOAD)
@pytest.mark.parametrize("length", [1, 2, 3, 4, 8, 16, 64, 128, 255, 256, 400])
def test_the_data_of_an_nsid_option_changes_nothing(dns: Dns, length: int) -> None:
    """Neither what is answered, nor the identifier."""
    usual(dns)
    plain, odd = (dns.ask(edns=Edns(options=[(NSID, data)])) for data in (b"", dns.attempt.octets(length)))
    assert (said(odd), _identifier(odd)) == (said(plain), _identifier(plain))


def _identifier(reply: Message) -> bytes | None:
    return dict(reply.options).get(NSID)
