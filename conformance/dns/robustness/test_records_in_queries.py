"""Robustness  Records in queries"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AAAA, CNAME, DNAME, MX, NAPTR, NS, PTR, RRSIG, SOA, SRV, TXT, A
from conformance.dns.names import octets_of
from conformance.dns.odd_messages import behind, is_answered_as_plain, labels_asked, odd_query, pointer
from conformance.dns.over_tcp import tolerated_over_tcp
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.robustness.test_counts import LYING_COUNTS
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.dns.robustness.test_names_in_queries import LOOPS
from conformance.dns.wire import number, record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("records", "Records in queries")

FIXED = 10  # octets of a record between its name and its data
ADDRESS = bytes((192, 0, 2, 77))

RECORDS = section.robustness(
    "records-in-queries",
    role=SERVER,
    text="Answer a query with records that cannot be read as without them, by an error, or not at all.",
    hint="Compare RDLENGTH with the octets that are left, and skip so many, whatever the type: a query has no record "
    "that you need, but OPT and TSIG (RFC 9267 section 5).",
    rests_on=(ID_COPIED, CUT_MESSAGES, LOOPS, LYING_COUNTS),
)


@verifies(RECORDS)
@pytest.mark.parametrize("length", [0, 1, 2, 3, 5, 8, 12, 255, 256, 400, 0x7FFF, 0x8000, 0xFFFF])
@pytest.mark.parametrize("part", [0, 2], ids=["answer", "additional"])
def test_the_length_of_the_data_is_not_that_of_an_address(dns: Dns, part: int, length: int) -> None:
    """Four octets are there, and the message ends behind them."""
    assert _is_survived(dns, record(b"\0", A, ADDRESS, length=length), part)


_NAME = b"\1a\0"
DATA = {
    "address-of-none": (A, b""),
    "address-of-one": (A, b"\1"),
    "address-of-three": (A, ADDRESS[:3]),
    "address-of-five": (A, ADDRESS + b"\1"),
    "address-of-sixteen": (A, bytes(16)),
    "ipv6-address-of-none": (AAAA, b""),
    "ipv6-address-of-four": (AAAA, ADDRESS),
    "ipv6-address-of-fifteen": (AAAA, bytes(15)),
    "ipv6-address-of-seventeen": (AAAA, bytes(17)),
    "ns-of-none": (NS, b""),
    "ns-without-end": (NS, b"\1a"),
    "ns-with-more-behind": (NS, _NAME + b"\1b\0"),
    "ns-with-a-reserved-label": (NS, b"\x41a\0"),
    "cname-of-a-cut-label": (CNAME, b"\x3fa\0"),
    "ptr-behind-the-end": (PTR, pointer(0x3FFF)),
    "dname-of-one": (DNAME, b"\1"),
    "mx-of-one": (MX, b"\0"),
    "mx-without-name": (MX, b"\0\1"),
    "soa-of-one-name": (SOA, _NAME),
    "soa-without-its-last-octet": (SOA, 2 * _NAME + bytes(19)),
    "txt-of-none": (TXT, b""),
    "txt-longer-than-its-data": (TXT, b"\xffabc"),
    "srv-of-five": (SRV, bytes(5)),
    "naptr-of-one": (NAPTR, b"\0"),
    "rrsig-of-one": (RRSIG, b"\0"),
    "unknown-type": (65280, bytes(40)),
}


@verifies(RECORDS)
@pytest.mark.parametrize(("kind", "data"), DATA.values(), ids=DATA)
def test_data_do_not_fit_the_type(dns: Dns, kind: int, data: bytes) -> None:
    assert _is_survived(dns, record(b"\0", kind, data))


@verifies(RECORDS)
@pytest.mark.parametrize("kind", [NS, CNAME, PTR, MX, SOA, SRV, DNAME, TXT])
def test_a_pointer_in_the_data_leads_to_itself(dns: Dns, kind: int) -> None:
    before = {MX: b"\0\1", SRV: bytes(6)}.get(kind, b"")
    place = behind(octets_of(labels_asked(dns))) + 4 + 1 + FIXED + len(before)
    assert _is_survived(dns, record(b"\0", kind, before + pointer(place)))


OWNERS = {"itself": 0, "its-own-type": 2, "its-own-data": FIXED + 2, "just-behind-the-end": FIXED + 2 + len(ADDRESS)}


@verifies(RECORDS)
@pytest.mark.parametrize("distance", OWNERS.values(), ids=OWNERS)
def test_the_name_of_a_record_points_to(dns: Dns, distance: int) -> None:
    owner = pointer(behind(octets_of(labels_asked(dns))) + 4 + distance)
    assert _is_survived(dns, record(owner, A, ADDRESS))


def _is_survived(dns: Dns, octets: bytes, part: int = 2) -> bool:
    sections = [[octets] if place == part else [] for place in range(3)]
    return is_answered_as_plain(dns, odd_query(dns, octets_of(labels_asked(dns)), sections=sections))


MANY_RECORDS = section.robustness(
    "many-records",
    role=SERVER,
    text="Read a query with thousands of records that all point to one long name in bounded time.",
    hint="Bound how many records and pointers of one message you follow: a query has hardly more than two records.",
    rests_on=(ID_COPIED, RECORDS),
)

LONG_NAME = b"".join(b"\x3f" + 63 * letter for letter in (b"a", b"b", b"c")) + b"\x3d" + 61 * b"d" + b"\0"
MOST = 65000  # octets: about what a datagram over IPv4 can have


@verifies(MANY_RECORDS)
@pytest.mark.parametrize("count", [100, 1000, 2000, 4000])
def test_thousands_of_records_with_one_long_name(dns: Dns, count: int) -> None:
    assert is_answered_as_plain(dns, odd_query(dns, octets_of(labels_asked(dns)), sections=((), (), _many(dns, count))))


@verifies(MANY_RECORDS)
def test_thousands_of_records_over_tcp(dns: Dns) -> None:
    """The connection may be closed for it; another one is served."""
    query = odd_query(dns, octets_of(labels_asked(dns)), sections=((), (), _many(dns, 4000))).octets
    stream = dns.stream()
    replies = tolerated_over_tcp(dns, stream, number(len(query)) + query)
    assert len(replies) <= 1


def _many(dns: Dns, count: int) -> list[bytes]:
    """A record with a name of 255 octets, and so many whose names are a pointer to it."""
    place = behind(octets_of(labels_asked(dns))) + 4
    others = min(count, (MOST - place - len(LONG_NAME)) // (2 + FIXED + len(ADDRESS)))
    return [record(LONG_NAME, A, ADDRESS), *(others * [record(pointer(place), A, ADDRESS)])]
