"""RFC 3225 section 3  Protocol Changes"""

from __future__ import annotations

import pytest

from conformance.dns.codes import ANY, DO, MX, NS, OPT, RRSIG, SOA, TXT, TYPES, A, called
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.rfc3225 import RFC3225
from conformance.dns.usual import usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC3225.section("3", "Protocol Changes")

DNSKEY, SIGNED = 48, (RRSIG, 47, 50)  # types; of signatures, NSEC and NSEC3

DO_COPIED = section.must(
    "do-copied",
    role=SERVER,
    text="Copy the bit DO of the query into the response.",
    hint="Keep the bit 0x8000 of the flags of the query's OPT record, and clear all others.",
)


@verifies(DO_COPIED)
@pytest.mark.parametrize("type_", [SOA, NS, A, MX, TXT, DNSKEY, ANY], ids=lambda type_: called(type_, TYPES, "TYPE"))
def test_do_is_copied(dns: Dns, type_: int) -> None:
    """A server that knows no DNSSEC may take DO for an unknown flag (RFC 8906 section 3.2.6)."""
    usual(dns)
    reply = dns.ask(type=type_, edns=Edns(flags=DO))
    if reply.opt and not _has_do(reply) and not any(record.type in SIGNED for record in reply.records):
        not_applicable("the server clears DO, and sends no record of DNSSEC: it may not know it")
    assert not reply.opt or _has_do(reply)


@verifies(DO_COPIED)
@pytest.mark.parametrize("size", [512, 1232, 4096])
def test_do_stays_clear(dns: Dns, size: int) -> None:
    usual(dns)
    assert not _has_do(dns.ask(edns=Edns(size)))


@verifies(DO_COPIED)
def test_no_reply_has_do_unasked(replies: Replies) -> None:
    replies.each(_has_do_unasked, where=_has_one_opt)


def _has_one_opt(exchange: Exchange) -> bool:
    """Not where a query had two: which of them the server took is judged elsewhere."""
    return bool(exchange.reply.opt) and [one.type for one in query_of(exchange).records].count(OPT) == 1


def _has_do_unasked(exchange: Exchange) -> str | None:
    return "DO, and the query had it not" if _has_do(exchange.reply) and not _has_do(query_of(exchange)) else None


def _has_do(message: Message) -> bool:
    return bool(message.opt and message.opt.ttl & DO)
