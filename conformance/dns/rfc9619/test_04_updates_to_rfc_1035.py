"""RFC 9619 section 4  Updates to RFC 1035"""

from __future__ import annotations

import pytest

from conformance.dns.codes import CH, FORMERR, MX, SOA, A
from conformance.dns.message import Message
from conformance.dns.names import octets_of
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc9619 import RFC9619
from conformance.dns.robustness.test_counts import LYING_COUNTS
from conformance.dns.sample_names import below
from conformance.dns.wire import Edns, question
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC9619.section("4", "Updates to RFC 1035")

TO_FIRST = b"\xc0\x0c"  # a pointer to the name of the first question
ROOT = octets_of(())
SECOND = {  # questions that come behind the first
    "for-another-type": [question(TO_FIRST, MX)],
    "of-another-class": [question(TO_FIRST, A, CH)],
    "of-a-pointer": [question(TO_FIRST, A)],
    "of-a-label-and-a-pointer": [question(b"\x03www" + TO_FIRST, A)],
    "of-the-root": [question(ROOT, SOA)],
    "of-another-domain": [question(octets_of((b"www", b"example", b"org")), A)],
    "twice": [question(TO_FIRST, A), question(TO_FIRST, A)],
    "nine-times": [question(TO_FIRST, A)] * 9,
}

ONE_QUESTION = section.must(
    "one-question",
    role=SERVER,
    text="Answer FORMERR to a query with more than one question.",
    hint="Answer RCODE 1 where QDCOUNT is greater than 1 and the opcode is 0; answer none of the questions.",
    rests_on=(ID_COPIED,),
)


@verifies(ONE_QUESTION)
@pytest.mark.parametrize("edns", [None, Edns()], ids=["plain", "edns"])
@pytest.mark.parametrize("second", SECOND.values(), ids=SECOND)
def test_a_query_with_more_questions_is_malformed(dns: Dns, second: list[bytes], edns: Edns | None) -> None:
    """Several questions in one query were never defined: which of them does the RCODE answer?"""
    _assert_malformed(dns.tolerated(dns.query(type=A, more_questions=second, edns=edns).octets))


@verifies(ONE_QUESTION)
@pytest.mark.parametrize("names", [(b"www", b"www"), (b"www", b"WWW"), (b"www", b"mail")], ids=b"-".join)
def test_a_query_for_two_names_in_full_is_malformed(dns: Dns, names: tuple[bytes, bytes]) -> None:
    first, second = (below(dns, name) for name in names)
    query = dns.query(first, A, more_questions=[question(octets_of(second), A)])
    _assert_malformed(dns.tolerated(query.octets))


@verifies(ONE_QUESTION)
@pytest.mark.rests_on(LYING_COUNTS)
@pytest.mark.parametrize("count", [2, 3, 255, 256, 257, 0x8000, 0x8001, 0xFFFF])
def test_a_query_that_counts_more_questions_than_it_has_is_malformed(dns: Dns, count: int) -> None:
    _assert_malformed(dns.tolerated(dns.query(counts=(count, 0, 0, 0)).octets))


def _assert_malformed(replies: list[Message]) -> None:
    """A server may drop what is malformed."""
    for reply in replies:
        assert reply.rcode == FORMERR
        assert not reply.answers
