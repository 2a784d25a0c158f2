"""RFC 8906 section 7  Response Code Selection"""

from __future__ import annotations

import pytest

from conformance.dns.assigned import DATA_TYPES, UNASSIGNED_TYPES, UNKNOWN_OPCODES
from conformance.dns.codes import NOERROR, NOTIMP, NXDOMAIN, SOA, A, called
from conformance.dns.facts import AUTHORITATIVE, MINIMAL, require_names_that_differ, require_profile
from conformance.dns.odd_queries import HeadedQuery
from conformance.dns.peer import Dns
from conformance.dns.rfc8906 import RFC8906
from conformance.dns.rfc8906.test_03_1_2_unknown_unsupported_type_queries import TYPES_ANSWERED
from conformance.dns.rfc8906.test_03_1_4_unknown_dns_opcodes import NOT_IMPLEMENTED
from conformance.dns.sample_names import missing
from conformance.dns.shown import described
from conformance.dns.wire import header
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC8906.section("7", "Response Code Selection")

BODIES = {  # of messages with an unknown opcode, behind identifier and flags
    "header-only": header(0, 0, (0, 0, 0, 0))[4:],
    "counts-of-nothing": header(0, 0, (1, 1, 1, 1))[4:],
    "largest-counts": header(0, 0, (0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF))[4:],
    "longer-header": header(0, 0, (1, 0, 0, 0))[4:] + bytes(4) + b"\xff" * 32,
    "no-labels": header(0, 0, (1, 0, 0, 0))[4:] + b"\xbf\x80\x41" * 11,
}

NOTIMP_WITHOUT_READING = section.should(
    "notimp-not-formerr",
    role=SERVER,
    text="Answer NOTIMP to an unknown opcode whatever follows the header, as its messages may have another format.",
    hint="Read the question only after the opcode was found to be QUERY.",
    rests_on=(NOT_IMPLEMENTED,),
)


@verifies(NOTIMP_WITHOUT_READING)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("opcode", UNKNOWN_OPCODES[1:])
def test_what_follows_the_header_of_an_unknown_opcode_is_not_read(dns: Dns, opcode: int, body: bytes) -> None:
    plain = dns.query(rd=False, opcode=opcode)
    assert dns.put(HeadedQuery(plain.id, flags=plain.flags, rest=body)).rcode == NOTIMP


OTHER_TYPES = {type_: name for type_, name in DATA_TYPES.items() if type_ != SOA}  # the plainest question is for SOA

TYPES_WITHOUT_ERROR = section.implied(
    "types-noerror",
    role=SERVER,
    text="Answer NOERROR to a query for any type of data if the name exists, with or without records.",
    hint="Look up the name first. Where it has no record of the type, answer RCODE 0 and no record in the answer.",
    rests_on=(TYPES_ANSWERED,),
)


@verifies(TYPES_WITHOUT_ERROR)
@pytest.mark.parametrize("type_", OTHER_TYPES, ids=OTHER_TYPES.values())
def test_an_assigned_type_is_no_error(dns: Dns, type_: int) -> None:
    """The server may never have heard of the type."""
    _assert_no_error(dns, type_)


@verifies(TYPES_WITHOUT_ERROR)
@pytest.mark.parametrize("type_", UNASSIGNED_TYPES, ids=lambda type_: called(type_, {}, "TYPE"))
def test_an_unassigned_type_is_no_error(dns: Dns, type_: int) -> None:
    _assert_no_error(dns, type_)


def _assert_no_error(dns: Dns, type_: int) -> None:
    """A resolver may pass on an error of others, and where the plainest question has one, all others may have it."""
    require_profile(dns.attempt, AUTHORITATIVE, MINIMAL)
    plain, reply = dns.flight([dns.query(), dns.query(type=type_)])
    if plain.rcode != NOERROR:
        not_applicable("the plainest question is not answered by NOERROR")
    dns.attempt.observed(described(reply))
    assert reply.rcode == NOERROR


TYPES_OF_NOBODY = section.implied(
    "types-nxdomain",
    role=SERVER,
    text="Answer NXDOMAIN to a query for any type of data if the name does not exist.",
    hint="Decide by the name alone whether the RCODE is 3: the type of the question does not matter.",
    rests_on=(TYPES_WITHOUT_ERROR,),
)


@verifies(TYPES_OF_NOBODY)
@pytest.mark.parametrize("type_", [2, 5, 12, 15, 16, 28, 33, 99, 257, *UNASSIGNED_TYPES])
def test_a_name_that_does_not_exist_has_no_type(dns: Dns, type_: int) -> None:
    require_profile(dns.attempt, AUTHORITATIVE)
    require_names_that_differ(dns.attempt)
    name = missing(dns)
    plain, reply = dns.flight([dns.query(name, A), dns.query(name, type_)])
    if plain.rcode != NXDOMAIN:
        not_applicable("a name that was made up is not answered by NXDOMAIN: a wildcard may cover it")
    dns.attempt.observed(described(reply))
    assert reply.rcode == NXDOMAIN
