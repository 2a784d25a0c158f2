"""Robustness  EDNS"""

from __future__ import annotations

import pytest

from conformance.dns.codes import FORMERR, KEEPALIVE, NOERROR
from conformance.dns.facts import require_edns
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc6891.test_06_1_2_wire_format import UNKNOWN_OPTIONS
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.usual import asked_as_usual, usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("edns", "EDNS")

MANY_OPTIONS = section.robustness(
    "many-options",
    role=SERVER,
    text="Skip unknown options, however many there are.",
    hint="Loop until the data of the OPT record ends, without a limit of your own and without recursion.",
    rests_on=(UNKNOWN_OPTIONS,),
)


@verifies(MANY_OPTIONS)
@pytest.mark.parametrize("count", [10, 40, 80, 100])
def test_many_unknown_options_change_nothing(dns: Dns, count: int) -> None:
    answered, expected = asked_as_usual(dns, Edns(options=[(65002, b"")] * count))
    assert answered == expected


MISPLACED = section.robustness(
    "opt-misplaced",
    role=SERVER,
    text="Survive an OPT record in another section, or with an owner that is not the root.",
    hint="Handle a record of type 41 wherever you read records; answering FORMERR is simplest.",
    rests_on=(ID_COPIED,),
)


@verifies(MISPLACED)
@pytest.mark.parametrize("place", [0, 1], ids=["answer", "authority"])
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("length", [0, 100])
def test_opt_in_another_section_is_survived(dns: Dns, place: int, count: int, length: int) -> None:
    """Any reply is legal, and so is none; a plain query behind it is answered."""
    records = [Edns(options=[(65002, bytes(length))]).octets] * count
    dns.tolerated(dns.query(sections=(records, (), ()) if place == 0 else ((), records, ())).octets)


@verifies(MISPLACED)
@pytest.mark.parametrize("owner", [b"\xc0\x0c", b"\1a\0", b"\x3f" + b"a" * 63 + b"\0"], ids=["pointer", "a", "63"])
def test_opt_of_another_owner_is_survived(dns: Dns, owner: bytes) -> None:
    """It may be refused, ignored, or taken as if its owner were the root."""
    dns.tolerated(dns.query(edns=Edns(owner=owner)).octets)


CUT_OPT = section.robustness(
    "opt-cut",
    role=SERVER,
    text="Answer a message that ends before its OPT record does by an error or not at all.",
    hint="Compare the length of the OPT record's data with what is left of the message before you read it.",
    rests_on=(ID_COPIED,),
)


@verifies(CUT_OPT)
@pytest.mark.parametrize("length", [1, 4, 12, 30, 255, 256, 1000, 65535])
def test_opt_that_is_longer_than_the_message_gets_no_records(dns: Dns, length: int) -> None:
    require_edns(dns.attempt)
    for reply in dns.tolerated(dns.query(edns=Edns(length=length)).octets):
        assert reply.rcode != NOERROR
        assert not reply.answers


@verifies(CUT_OPT)
@pytest.mark.parametrize("left", range(1, 11))
def test_opt_that_is_cut_gets_no_records(dns: Dns, left: int) -> None:
    """Of the eleven octets that it has, fewer are there. A server without EDNS may not look at them."""
    require_edns(dns.attempt)
    for reply in dns.tolerated(dns.query(edns=Edns()).octets[: left - 11]):
        assert reply.rcode != NOERROR
        assert not reply.answers


RCODE_IN_QUERY = section.robustness(
    "extended-rcode-in-query",
    role=SERVER,
    text="Ignore the upper bits of an RCODE in a query, or answer FORMERR.",
    hint="Set the first octet of the TTL of the reply's OPT record yourself; do not copy it.",
)


@verifies(RCODE_IN_QUERY)
@pytest.mark.parametrize("rcode", [1, 2, 0x12, 0x40, 0x80, 0xFF])
def test_an_extended_rcode_in_a_query_is_ignored(dns: Dns, rcode: int) -> None:
    legal = (usual(dns).rcode, FORMERR)
    assert dns.ask(edns=Edns(rcode=rcode)).rcode in legal


KEEPALIVE_VALUE = section.robustness(
    "keepalive-value",
    role=SERVER,
    text="Answer a query over TCP whose keepalive option has a value, as usual or by FORMERR.",
    hint="Clients leave the value out (RFC 7828 section 3.2.1); ignore one that is there.",
)


@verifies(KEEPALIVE_VALUE)
@pytest.mark.parametrize("length", [1, 2, 3, 4, 100])
def test_a_keepalive_option_with_a_value_is_answered(dns: Dns, length: int) -> None:
    legal = (usual(dns).rcode, FORMERR)
    assert dns.stream().ask(edns=Edns(options=[(KEEPALIVE, bytes(length))])).rcode in legal
