"""RFC 8906 section 3.1.3.1  Recursive Queries"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AAAA, HS, MX, NS, SOA, SRV, A
from conformance.dns.facts import PROFILE, RECURSIVE
from conformance.dns.message import Message
from conformance.dns.names import Labels
from conformance.dns.peer import Dns
from conformance.dns.rfc8906 import RFC8906
from conformance.dns.sample_names import OUTSIDE_DOMAINS, missing, outside
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC8906.section("3.1.3.1", "Recursive Queries")

RD_CHANGES_NOTHING = section.implied(
    "rd-changes-nothing",
    role=SERVER,
    text="Answer a query with RD as one without it, if you do not recurse.",
    hint="Copy RD into the reply, and decide nothing else by it.",
)


@verifies(RD_CHANGES_NOTHING)
@pytest.mark.parametrize("type_", [None, A, AAAA, NS, SOA, MX, SRV, 1000])
def test_rd_changes_nothing_of_a_name_that_exists(dns: Dns, type_: int | None) -> None:
    _assert_alike(dns, None, type_)


@verifies(RD_CHANGES_NOTHING)
@pytest.mark.parametrize("type_", [A, MX, 1000])
def test_rd_changes_nothing_of_a_name_that_does_not_exist(dns: Dns, type_: int) -> None:
    _assert_alike(dns, missing(dns), type_)


@verifies(RD_CHANGES_NOTHING)
@pytest.mark.parametrize("domain", OUTSIDE_DOMAINS, ids=bytes.decode)
def test_rd_changes_nothing_of_a_name_outside(dns: Dns, domain: bytes) -> None:
    _assert_alike(dns, outside(dns, domain), A)


@verifies(RD_CHANGES_NOTHING)
def test_rd_changes_nothing_of_another_class(dns: Dns) -> None:
    _assert_alike(dns, None, A, HS)


def _assert_alike(dns: Dns, name: Labels | None, type_: int | None, klass: int = 1) -> None:
    """RA says whether the server recurses; rate limits may cut one of two replies, so that these are not compared."""
    if dns.attempt.target.capabilities.get(PROFILE) == RECURSIVE:
        not_applicable("the target recurses")
    without, with_rd = (dns.ask(name, type_, klass=klass, rd=rd) for rd in (False, True))
    if with_rd.ra or without.ra:
        not_applicable("the target says by RA that it recurses")
    if without.tc or with_rd.tc:
        not_applicable("a reply is cut")
    assert _said_by(with_rd) == _said_by(without)


def _said_by(reply: Message) -> tuple[object, ...]:
    """What is to be the same: not the data, which may be another each time."""
    return reply.rcode, reply.aa, sorted({(record.type, record.klass) for record in reply.answers})
