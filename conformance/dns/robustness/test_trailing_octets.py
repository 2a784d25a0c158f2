"""Robustness  Trailing octets"""

from __future__ import annotations

import pytest

from conformance.dns.codes import A
from conformance.dns.names import octets_of
from conformance.dns.odd_messages import is_answered_as_plain, labels_asked, odd_query
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.dns.wire import Edns, record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("trailing", "Trailing octets")

LARGEST = 65507  # octets of data in a datagram over IPv4
COUNTS = (1, 2, 3, 4, 11, 12, 100, 500, 1000, 4096, 9000, 60000, LARGEST)

TRAILING = section.robustness(
    "octets-behind-the-message",
    role=SERVER,
    text="Answer a query with octets behind it as one without, by an error, or not at all.",
    hint="Give recvfrom() room for 65,535 octets, read what the header counts, and ignore the rest or answer FORMERR.",
    rests_on=(ID_COPIED, CUT_MESSAGES),
)


@verifies(TRAILING)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("octet", [b"\x00", b"Z", b"\xc0"], ids=["zeros", "letters", "pointers"])
def test_octets_follow_the_question(dns: Dns, octet: bytes, count: int) -> None:
    """At most as many as a datagram carries; where this system sends no such datagram, only the plain query counts."""
    length = len(odd_query(dns, octets_of(labels_asked(dns))).octets)
    assert _is_survived(dns, octet * min(count, LARGEST - length))


@verifies(TRAILING)
@pytest.mark.parametrize("count", [1, 2, 11, 12, 500, 60000])
def test_octets_follow_an_opt_record(dns: Dns, count: int) -> None:
    assert _is_survived(dns, bytes(count), Edns())


@verifies(TRAILING)
def test_a_second_query_follows_in_the_datagram(dns: Dns) -> None:
    assert _is_survived(dns, dns.query().octets)


@verifies(TRAILING)
def test_a_record_follows_that_is_not_counted(dns: Dns) -> None:
    assert _is_survived(dns, record(b"\0", A, bytes(4)))


def _is_survived(dns: Dns, tail: bytes, edns: Edns | None = None) -> bool:
    return is_answered_as_plain(dns, odd_query(dns, octets_of(labels_asked(dns)), tail=tail, edns=edns))
