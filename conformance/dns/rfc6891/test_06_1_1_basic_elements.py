"""RFC 6891 section 6.1.1  Basic Elements"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from conformance.dns.codes import (
    AAAA,
    AD,
    ANY,
    CD,
    CNAME,
    COOKIE,
    DO,
    FORMERR,
    MX,
    NS,
    NSID,
    OPT,
    PTR,
    SOA,
    SRV,
    TXT,
    TYPES,
    A,
    called,
)
from conformance.dns.exchange import Exchange
from conformance.dns.facts import AUTHORITATIVE, require_edns, require_profile, require_whole, zone_of
from conformance.dns.lint.replies import Replies
from conformance.dns.message import ADDITIONAL, SECTIONS, Message
from conformance.dns.names import Labels, labels_of, lowered
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import COUNTS
from conformance.dns.rfc6891 import RFC6891
from conformance.dns.sample_names import missing
from conformance.dns.usual import CLIENT_COOKIE, said, usual
from conformance.dns.wire import Edns, Query, record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

NOBODY, NOBODY_BELOW, OTHER_CASE = "nobody-has-this.invalid", "nobody-has-this", "LocalHost"
DNSKEY, CAA = 48, 257  # types


def _type_name(type_: int) -> str:
    return called(type_, TYPES, "TYPE")


section = RFC6891.section("6.1.1", "Basic Elements")

OPT_IN_RESPONSE = section.must(
    "opt-in-response",
    role=SERVER,
    text="Answer a query that has an OPT record by a reply that has one.",
    hint="Append an OPT record to the additional section: 00 0029 SIZE 00000000 0000, and count it in ARCOUNT.",
)


@verifies(OPT_IN_RESPONSE)
@pytest.mark.parametrize("size", [512, 1232, 4096])
def test_a_query_with_opt_is_answered_with_opt(dns: Dns, size: int) -> None:
    """A server that does not implement EDNS answers FORMERR without OPT (section 7)."""
    reply = dns.ask(type=A, edns=Edns(size))
    require_whole(reply)
    if reply.rcode == FORMERR and not reply.opt:
        not_applicable("the server does not implement EDNS, and says so by FORMERR as section 7 asks for")
    assert reply.opt


@verifies(OPT_IN_RESPONSE)
@pytest.mark.parametrize("type_", [NS, CNAME, MX, TXT, AAAA, SRV, DNSKEY, 65280, ANY], ids=_type_name)
def test_whatever_type_is_asked_for_opt_is_answered_with_opt(dns: Dns, type_: int) -> None:
    _has_opt_unless_it_has_no_edns(dns, dns.query(type=type_, edns=Edns()))


@verifies(OPT_IN_RESPONSE)
@pytest.mark.parametrize("name", [NOBODY, f"www.{NOBODY}", "example.net", ".", OTHER_CASE, None])
def test_whatever_name_is_asked_for_opt_is_answered_with_opt(dns: Dns, name: str | None) -> None:
    """Names that do not exist, in the zone too (None), and such that the server may refuse to look up."""
    _has_opt_unless_it_has_no_edns(dns, dns.query(missing(dns) if name is None else name, A, edns=Edns()))


@verifies(OPT_IN_RESPONSE)
def test_opt_is_answered_with_opt_over_tcp(dns: Dns) -> None:
    require_edns(dns.attempt)
    reply = dns.stream().ask(edns=Edns())
    assert reply.opt or not reply.is_whole


@verifies(OPT_IN_RESPONSE)
@pytest.mark.parametrize("flag", [AD, CD, AD | CD], ids=["AD", "CD", "AD and CD"])
def test_whatever_flags_are_set_opt_is_answered_with_opt(dns: Dns, flag: int) -> None:
    _has_opt_unless_it_has_no_edns(dns, dns.query(flags=flag, edns=Edns()))


def _has_opt_unless_it_has_no_edns(dns: Dns, query: Query) -> None:
    """That a plain query is answered without OPT is reported once, and so is silence to the same query without OPT."""
    require_edns(dns.attempt)
    reply = dns.put(query)
    require_whole(reply)
    if not reply and not dns.put(replace(query, id=query.id ^ 1, edns=None)):
        not_applicable("the same query without OPT is not answered either")
    assert reply.opt


ONE_OPT = section.must(
    "one-opt",
    role=SERVER,
    text="Send one OPT record in a message at most.",
    hint="Add the OPT record in one place, when all other records are there.",
)


@verifies(ONE_OPT)
def test_no_reply_has_two_opt_records(replies: Replies) -> None:
    replies.each(_has_two_opt_records, where=lambda exchange: exchange.reply.opt and exchange.is_own)


def _has_two_opt_records(exchange: Exchange) -> str | None:
    count = sum(record.type == OPT for record in exchange.reply.records)
    return f"{count} OPT records" if count > 1 else None


MULTIPLE_OPT = section.must(
    "multiple-opt",
    role=SERVER,
    text="Answer FORMERR to a query that has more than one OPT record.",
    hint="Count the OPT records while you read the additional section, and set RCODE 1 at the second.",
)


@verifies(MULTIPLE_OPT)
@pytest.mark.parametrize("count", [2, 3, 4, 10])
def test_a_query_with_several_opt_records_is_refused(dns: Dns, count: int) -> None:
    _is_refused(dns, [Edns()] * count)


@verifies(MULTIPLE_OPT)
@pytest.mark.parametrize(
    "second",
    [Edns(512), Edns(flags=DO), Edns(options=[(NSID, b"")]), Edns(options=[(COOKIE, CLIENT_COOKIE)])],
    ids=["another size", "DO", "NSID", "a cookie"],
)
@pytest.mark.parametrize("is_first", [True, False], ids=["before a plain one", "behind a plain one"])
def test_opt_records_that_differ_are_refused(dns: Dns, second: Edns, is_first: bool) -> None:
    _is_refused(dns, [second, Edns()] if is_first else [Edns(), second])


@verifies(MULTIPLE_OPT)
@pytest.mark.parametrize("type_", [A, TXT, 65280], ids=_type_name)
def test_opt_records_with_another_record_between_them_are_refused(dns: Dns, type_: int) -> None:
    between = record(b"\0", type_, bytes(4))
    _require_other_records_taken(dns, between)
    _is_refused(dns, [Edns(), Edns()], between)


def _is_refused(dns: Dns, records: Sequence[Edns], between: bytes = b"") -> None:
    usual(dns)
    first, *others = [one.octets for one in records]
    additional = [first, *([between] if between else []), *others]
    assert dns.ask(sections=((), (), additional)).rcode == FORMERR


def _require_other_records_taken(dns: Dns, other: bytes) -> None:
    """A server may refuse other records in the additional section of a query, too."""
    if said(dns.ask(sections=((), (), [other])))[0] != said(dns.ask())[0]:
        not_applicable(
            "a query with such a record in the additional section is not answered as usual without OPT either"
        )


OPT_ANYWHERE = section.implied(
    "opt-anywhere",
    role=SERVER,
    text="Find the OPT record at any place in the additional section.",
    hint="Look at the type of each additional record; neither the first nor the last has to be the OPT record.",
)


@verifies(OPT_ANYWHERE)
@pytest.mark.parametrize("is_first", [True, False], ids=["before", "behind"])
@pytest.mark.parametrize(
    ("type_", "length"),
    [(A, 4), (AAAA, 16), (TXT, 4), (65280, 0), (65280, 4), (65280, 200)],
    ids=["A", "AAAA", "TXT", "TYPE65280 without data", "TYPE65280", "TYPE65280 of 200 octets"],
)
def test_opt_is_found_beside_another_record(dns: Dns, type_: int, length: int, is_first: bool) -> None:
    other, opt = record(b"\0", type_, b"\3" + bytes(length - 1) if length else b""), Edns().octets
    expected = said(usual(dns))
    _require_other_records_taken(dns, other)
    assert said(dns.ask(sections=((), (), [opt, other] if is_first else [other, opt]))) == expected


OPT_IN_ADDITIONAL = section.implied(
    "opt-in-additional",
    role=SERVER,
    text="Send the OPT record in the additional section.",
    hint="Write the OPT record behind all other records, and count it in ARCOUNT.",
    rests_on=(COUNTS,),
)


@verifies(OPT_IN_ADDITIONAL)
def test_no_reply_has_opt_in_another_section(replies: Replies) -> None:
    replies.each(_has_opt_elsewhere, where=lambda exchange: any(one.type == OPT for one in exchange.reply.records))


def _has_opt_elsewhere(exchange: Exchange) -> str | None:
    sections = [one.section for one in exchange.reply.records if one.type == OPT and one.section != ADDITIONAL]
    return f"an OPT record in the {SECTIONS[sections[0]]} section" if sections else None


NO_DATA = section.implied(
    "no-data",
    role=SERVER,
    text="Answer the same with and without OPT: an OPT record carries no DNS data.",
    hint="Look up the question before you look at the OPT record, and in the same way for all clients.",
)


@verifies(NO_DATA)
@pytest.mark.parametrize("type_", [SOA, NS, A, AAAA, MX, CNAME, PTR, SRV, CAA, 65280], ids=_type_name)
@pytest.mark.parametrize("below", ["", NOBODY_BELOW], ids=["the zone's name", "a name that does not exist"])
def test_the_same_is_answered_with_and_without_opt(dns: Dns, type_: int, below: str) -> None:
    require_profile(dns.attempt, AUTHORITATIVE)
    require_edns(dns.attempt)
    name = (*labels_of(below), *zone_of(dns.attempt.target))
    plain, extended = dns.ask(name, type_), dns.ask(name, type_, edns=Edns())
    _require_comparable(plain, extended)
    assert (extended.rcode, _rrsets(extended)) == (plain.rcode, _rrsets(plain))


def _require_comparable(*replies: Message) -> None:
    for reply in replies:
        require_whole(reply)
        if not reply or reply.tc:
            not_applicable("a reply is truncated, or missing, which other rows report")


def _rrsets(reply: Message) -> set[tuple[Labels, int]]:
    return {(lowered(one.name.labels), one.type) for one in reply.answers}
