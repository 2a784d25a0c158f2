"""Robustness  Questions"""

from __future__ import annotations

import pytest

from conformance.dns.codes import CNAME, MX, NOERROR, NS, NXDOMAIN, SOA, TXT, A
from conformance.dns.message import Message
from conformance.dns.names import Labels, lowered, octets_of
from conformance.dns.odd_queries import HeadedQuery
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.robustness.test_names_in_queries import LABELS, LOOPS
from conformance.dns.robustness.test_records_in_queries import RECORDS
from conformance.dns.wire import Edns, header, number, question, record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("questions", "Questions")

NO_QUESTION = section.robustness(
    "no-question",
    role=SERVER,
    text="Answer a query without a question by an error or by no records, or not at all, and go on serving.",
    hint="Look at QDCOUNT before you take the first question, and answer FORMERR where it is 0.",
    rests_on=(ID_COPIED,),
)


@verifies(NO_QUESTION)
@pytest.mark.parametrize("edns", [None, Edns()], ids=["plain", "edns"])
@pytest.mark.parametrize("rd", [True, False], ids=["with-rd", "without-rd"])
def test_a_query_without_a_question_gets_no_records(dns: Dns, rd: bool, edns: Edns | None) -> None:
    plain, opt = dns.query(rd=rd), edns.octets if edns else b""
    query = HeadedQuery(plain.id, flags=plain.flags, rest=header(0, 0, (0, 0, 0, int(bool(opt))))[4:] + opt)
    assert not any(reply.answers for reply in dns.tolerated(query.octets))


HOST = octets_of((b"host", b"invalid"))
STRANGE = {  # data that no server has
    "A": (A, bytes((203, 0, 113, 77))),
    "CNAME": (CNAME, HOST),
    "NS": (NS, HOST),
    "SOA": (SOA, HOST + HOST + number(7, 4) * 5),
    "MX": (MX, number(7) + HOST),
    "TXT": (TXT, b"\x07strange"),
    "TYPE65280": (65280, b"strange"),
}

SENT_BACK = section.robustness(
    "records-sent-back",
    role=SERVER,
    text="Send no record back that came in a query, not with an error either.",
    hint="Build the sections of the reply from nothing; do not reuse the query's, or its counts.",
    rests_on=(ID_COPIED, RECORDS),
)


@verifies(SENT_BACK)
@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("place", range(3), ids=["answer", "authority", "additional"])
def test_a_record_of_a_query_is_not_sent_back(dns: Dns, place: int, kind: str) -> None:
    """A server may answer FORMERR, or as if there were no such record."""
    type_, data = STRANGE[kind]
    sections = [[record(b"\xc0\x0c", type_, data)] if at == place else [] for at in range(3)]
    for reply in dns.tolerated(dns.query(sections=sections).octets):
        assert (type_, data) not in [(one.type, one.expanded or one.data) for one in reply.records]


HEADER = bytes.fromhex("016100000001000000000000")  # of a query; read as names, its octets are these
NAMES_IN_HEADER: dict[int, Labels] = {0: (b"a",), 5: (b"\0",), **dict.fromkeys((2, 3, 4, 6, 7, 8, 9, 10, 11), ())}

INTO_HEADER = section.robustness(
    "pointers-into-header",
    role=SERVER,
    text="Answer a query whose name is a pointer into the header by an error, for what is there, or not at all.",
    hint="Follow a pointer only to places behind the header, octet 12 and later.",
    rests_on=(ID_COPIED, LOOPS, LABELS),
)


@verifies(INTO_HEADER)
@pytest.mark.parametrize("place", range(len(HEADER)))
def test_a_name_that_points_into_the_header_is_no_other(dns: Dns, place: int) -> None:
    asked = question(number(0xC000 | place), A)
    assert all(_is_about(reply, NAMES_IN_HEADER.get(place), asked) for reply in dns.tolerated(HEADER + asked))


def _is_about(reply: Message, name: Labels | None, asked: bytes) -> bool:
    """Whether a reply is an error, or has no other question than was asked, be it by a copy of the octets.

    A copy is about what the reply has in its header; if it cannot be read, another case reports that.
    """
    if reply.rcode not in (NOERROR, NXDOMAIN) or not reply.is_whole:
        return True
    is_same = [lowered(one.name.labels) for one in reply.questions] in ([], [name])
    return is_same or [one.octets for one in reply.questions] == [asked]
