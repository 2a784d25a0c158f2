"""RFC 3425 section 3  Effect on RFC 1035"""

from __future__ import annotations

import pytest

from conformance.dns.codes import IQUERY, NOTIMP, A
from conformance.dns.names import octets_of
from conformance.dns.odd_queries import HeadedQuery
from conformance.dns.peer import Dns
from conformance.dns.rfc3425 import RFC3425
from conformance.dns.rfc8906.test_03_1_4_unknown_dns_opcodes import NOT_IMPLEMENTED
from conformance.dns.wire import header, question, record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC3425.section("3", "Effect on RFC 1035")

ADDRESS = record(octets_of(()), A, bytes((192, 0, 2, 1)))
BODIES = {  # behind identifier and flags
    "address": header(0, 0, (0, 1, 0, 0))[4:] + ADDRESS,  # as it was once asked for
    "question": header(0, 0, (1, 0, 0, 0))[4:] + question(octets_of((b"inverse", b"example", b"test")), A),
}

INVERSE_QUERIES = section.should(
    "notimp",
    role=SERVER,
    text="Answer NOTIMP to an inverse query: opcode 1.",
    hint="Answer RCODE 4 where the opcode is 1, before you read the question: such a query may have none.",
    rests_on=(NOT_IMPLEMENTED,),
)


@verifies(INVERSE_QUERIES)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_an_inverse_query_is_not_implemented(dns: Dns, body: bytes) -> None:
    plain = dns.query(rd=False, opcode=IQUERY)
    assert dns.put(HeadedQuery(plain.id, flags=plain.flags, rest=body)).rcode == NOTIMP


@verifies(INVERSE_QUERIES)
def test_an_inverse_query_over_tcp_is_not_implemented(dns: Dns) -> None:
    stream = dns.stream()
    plain = stream.query(rd=False, opcode=IQUERY)
    assert stream.put(HeadedQuery(plain.id, flags=plain.flags, rest=BODIES["address"])).rcode == NOTIMP
