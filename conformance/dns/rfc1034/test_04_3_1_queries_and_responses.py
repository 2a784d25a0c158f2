"""RFC 1034 section 4.3.1  Queries and responses"""

from __future__ import annotations

import pytest

from conformance.dns.codes import MX, NOERROR, NXDOMAIN, RA, REFUSED, TXT, A
from conformance.dns.facts import AUTHORITATIVE, EDNS, MINIMAL, holds, require_profile
from conformance.dns.peer import Dns
from conformance.dns.rfc1034 import RFC1034
from conformance.dns.sample_names import OUTSIDE_DOMAINS, missing, outside
from conformance.dns.wire import Edns, Query
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC1034.section("4.3.1", "Queries and responses")

RA_IS_STEADY = section.implied(
    "ra-is-steady",
    role=SERVER,
    text="Set RA in all responses to a client, or in none: it says what the server offers, not what was done.",
    hint="Set RA from the server's configuration alone; look neither at RD nor at the records that were found.",
)


@verifies(RA_IS_STEADY)
def test_ra_does_not_depend_on_rd(dns: Dns) -> None:
    _assert_steady(dns, [dns.query(rd=rd) for rd in (True, False)])


@verifies(RA_IS_STEADY)
def test_ra_does_not_depend_on_whether_the_name_exists(dns: Dns) -> None:
    _assert_steady(dns, [dns.query(), dns.query(missing(dns), A)])


@verifies(RA_IS_STEADY)
@pytest.mark.parametrize("type_", [A, MX, TXT, 1000])
def test_ra_does_not_depend_on_the_type(dns: Dns, type_: int) -> None:
    _assert_steady(dns, [dns.query(), dns.query(type=type_)])


@verifies(RA_IS_STEADY)
def test_ra_of_a_query_is_not_copied(dns: Dns) -> None:
    _assert_steady(dns, [dns.query(), dns.query(flags=RA)])


@verifies(RA_IS_STEADY)
def test_ra_does_not_depend_on_edns(dns: Dns) -> None:
    if not holds(EDNS, dns.attempt):
        not_applicable("the target does not serve EDNS")
    _assert_steady(dns, [dns.query(), dns.query(edns=Edns())])


def _assert_steady(dns: Dns, queries: list[Query]) -> None:
    """A query without RD may be refused, and an error need not have RA.

    One after the other: a forwarder may answer two that ask for the same by one reply.
    """
    judged = [reply for reply in map(dns.put, queries) if reply.rcode in (NOERROR, NXDOMAIN)]
    if len(judged) < len(queries):
        not_applicable("not all of the queries are answered by NOERROR or NXDOMAIN")
    assert len({reply.ra for reply in judged}) == 1


RA_IS_TRUE = section.implied(
    "ra-means-recursion",
    role=SERVER,
    text="Set RA only if you are willing to recurse for the client.",
    hint="Clear RA (0x0080) in all replies of a server that answers from its own zones alone.",
    rests_on=(RA_IS_STEADY,),
)


@verifies(RA_IS_TRUE)
def test_a_server_that_says_that_it_recurses_does_not_refuse_it(dns: Dns) -> None:
    """Whoever recurses may fail, or be slow; but refuses not each of three names under different domains."""
    require_profile(dns.attempt, AUTHORITATIVE, MINIMAL)
    if not dns.ask(rd=True).ra:
        return
    queries = [dns.query(outside(dns, domain), A, rd=True) for domain in OUTSIDE_DOMAINS]
    codes = [reply.rcode for reply in dns.flight(queries)]
    refused = codes.count(REFUSED)
    dns.attempt.observed(f"RA is set, and {refused} of {len(codes)} queries with RD for names elsewhere are REFUSED")
    assert refused < len(codes)
