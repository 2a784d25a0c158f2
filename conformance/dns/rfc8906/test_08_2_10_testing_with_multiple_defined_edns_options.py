"""RFC 8906 section 8.2.10  Testing with Multiple Defined EDNS Options"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from conformance.dns.codes import BADCOOKIE, COOKIE, ECS, EXPIRE, NSID, OPTIONS, REFUSED, called
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_2_wire_format import UNKNOWN_OPTIONS
from conformance.dns.rfc8906 import RFC8906
from conformance.dns.usual import ANYWHERE, CLIENT_COOKIE, usual
from conformance.dns.wire import Edns, Option
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8906.section("8.2.10", "Testing with Multiple Defined EDNS Options")

DEFINED: tuple[Option, ...] = ((NSID, b""), (COOKIE, CLIENT_COOKIE), (ECS, ANYWHERE), (EXPIRE, b""))
SEVERAL = [options for count in (2, 3, 4) for options in itertools.combinations(DEFINED, count)]

ANSWERED = section.implied(
    "several-options",
    role=SERVER,
    text="Answer a query with several options that are defined.",
    hint="Read the options in a loop; each that you do not implement is skipped by its length.",
    rests_on=(UNKNOWN_OPTIONS,),
)


@verifies(ANSWERED)
@pytest.mark.parametrize("options", SEVERAL, ids=lambda one: " ".join(called(code, OPTIONS) for code, _ in one))
def test_a_query_with_several_options_is_answered(dns: Dns, options: Sequence[Option]) -> None:
    """BADCOOKIE is legal where there is a cookie, and REFUSED where there is a network (RFC 7871 section 7.1.1)."""
    legal = {usual(dns).rcode, *({BADCOOKIE} if COOKIE in dict(options) else ())}
    reply = dns.ask(edns=Edns(options=options))
    assert reply.rcode in legal | ({REFUSED} if ECS in dict(options) else set())
