"""RFC 6891 section 7  Transport Considerations"""

from __future__ import annotations

import pytest

from conformance.dns.codes import FORMERR, A
from conformance.dns.exchange import Exchange
from conformance.dns.facts import require_edns
from conformance.dns.lint.replies import Replies, is_answered_as_asked, query_of
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.reader import read
from conformance.dns.rfc1034.test_06_2_1_qname_sri_nic_arpa_qtype_a import QUESTION_MATCHES
from conformance.dns.rfc6891 import RFC6891
from conformance.dns.rfc6891.test_06_1_1_basic_elements import OPT_IN_RESPONSE
from conformance.dns.usual import reads_options, said, usual
from conformance.dns.wire import Edns, Query, option
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

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


MALFORMED = {
    "one octet": b"\0",
    "two octets": b"\0\3",
    "three octets": b"\0\3\0",
    "1 of no octet": b"\0\3\0\1",
    "2 of 1": option(3, b"x", length=2),
    "50 of 5": option(65001, b"xxxxx", length=50),
    "256 of 1": option(65001, b"x", length=256),
    "65535 of 5": option(65001, b"xxxxx", length=65535),
    "a cookie, 9 of 8": option(10, b"xxxxxxxx", length=9),
    "a cookie, 16 of 8": option(10, b"xxxxxxxx", length=16),
    "one octet behind an option": option(65001, b"xxx") + b"\0",
    "three octets behind an option": option(65001, b"xxx") + b"\0\3\0",
    "1 of no octet behind an option": option(65001, b"xxx") + b"\0\3\0\1",
    "5 of 4 behind an option": option(65001, b"xxx") + option(65001, b"xxxx", length=5),
}

BAD_OPTION = section.must(
    "bad-option",
    role=SERVER,
    text="Answer FORMERR to a query whose OPT record has an option that is badly formatted.",
    hint="Compare the length of each option with what is left of the OPT record's data, and set RCODE 1 if it is more.",
)


@verifies(BAD_OPTION)
@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_an_option_that_does_not_fit_is_refused(dns: Dns, data: bytes) -> None:
    expected = said(usual(dns))
    reply = dns.ask(edns=Edns(data=data))
    if said(reply) == expected and not reads_options(dns):
        not_applicable("the server reads no options, as it may (RFC 8906 section 7)")
    assert reply.rcode == FORMERR


OPT_IN_FORMERR = section.must(
    "opt-in-formerr",
    role=SERVER,
    text="Send an OPT record with a FORMERR that the OPT record of the query is the reason for.",
    hint="Note that the query had an OPT record before you read its options, and append one to the error as well.",
)


@verifies(OPT_IN_FORMERR)
@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_a_refusal_of_an_option_has_opt(dns: Dns, data: bytes) -> None:
    usual(dns)
    reply = dns.ask(edns=Edns(data=data))
    assert reply.opt or reply.rcode != FORMERR


LEAST_RESPONSE = section.must(
    "least-response",
    role=SERVER,
    text="Send at least a header, the question and an OPT record to a client that sends an OPT record.",
    hint="Copy the question section into errors too.",
    rests_on=(QUESTION_MATCHES,),
)


@verifies(LEAST_RESPONSE)
@pytest.mark.parametrize(
    ("name", "edns"),
    [
        (None, Edns(version=1)),
        (None, Edns(version=255)),
        (None, Edns(data=b"\0\3\0")),
        (None, Edns(data=option(65001, b"xxxxx", length=50))),
        ("nobody-has-this.invalid", Edns()),
        ("example.net", Edns()),
        (".", Edns()),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_every_kind_of_reply_has_the_question(dns: Dns, name: str | None, edns: Edns) -> None:
    usual(dns)
    query = dns.query(name, None if name is None else A, edns=edns)
    reply = dns.put(query)
    assert not reply.opt or _has_its_question(query, reply)


def _has_its_question(query: Query, reply: Message) -> bool:
    return [one.key for one in reply.questions] == [one.key for one in read(query.octets).questions]


TRUNCATED_HAS_OPT = section.must(
    "opt-in-truncated",
    role=SERVER,
    text="Keep the OPT record in a response that is truncated.",
    hint="Subtract the 11 octets of the OPT record, and its options, from the limit before you add answers.",
    rests_on=(OPT_IN_RESPONSE,),
)


@verifies(TRUNCATED_HAS_OPT)
def test_every_truncated_reply_has_opt(replies: Replies) -> None:
    require_edns(replies.attempt)
    replies.each(_is_without_opt, where=lambda exchange: _asks_with_opt(exchange) and not exchange.reply.over_tcp)


def _asks_with_opt(exchange: Exchange) -> bool:
    return is_answered_as_asked(exchange) and bool(query_of(exchange).opt)


def _is_without_opt(exchange: Exchange) -> str | None:
    reply = exchange.reply
    return "TC is set, and there is no OPT record" if reply.tc and reply.is_whole and not reply.opt else None
