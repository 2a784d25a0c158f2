"""RFC 8906 section 3.1.2  Unknown/Unsupported Type Queries"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AAAA, CNAME, MX, NS, SRV, TXT, A
from conformance.dns.peer import Dns
from conformance.dns.rfc8906 import RFC8906
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8906.section("3.1.2", "Unknown/Unsupported Type Queries")

TYPES_ANSWERED = section.implied(
    "types-answered",
    role=SERVER,
    text="Answer a query for any type, be it known or not.",
    hint="Answer a type without records by NOERROR without records (or by NXDOMAIN), instead of dropping the query.",
)


@verifies(TYPES_ANSWERED)
@pytest.mark.parametrize("type_", [A, NS, CNAME, MX, TXT, AAAA, SRV, 99, 127, 666, 65280, 65534])
def test_a_query_for_any_type_is_answered(dns: Dns, type_: int) -> None:
    assert dns.ask(type=type_)
