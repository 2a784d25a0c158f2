"""RFC 7828 section 3.3.1  Receiving Queries"""

from __future__ import annotations

import pytest

from conformance.dns.codes import KEEPALIVE, NSID
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_2_wire_format import NOT_ECHOED, UNKNOWN_OPTIONS
from conformance.dns.rfc7828 import RFC7828
from conformance.dns.usual import said, usual
from conformance.dns.wire import Edns, Option
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7828.section("3.3.1", "Receiving Queries")

IGNORED_BY_UDP = section.must(
    "ignored-by-udp",
    role=SERVER,
    text="Ignore an edns-tcp-keepalive option that comes by UDP.",
    hint="Answer the option with code 11 only where the query came over TCP.",
    rests_on=(NOT_ECHOED, UNKNOWN_OPTIONS),
)


@verifies(IGNORED_BY_UDP)
@pytest.mark.parametrize("others", [[], [(NSID, b"")], [(65001, b"x")]], ids=["alone", "behind NSID", "behind another"])
def test_keepalive_by_udp_changes_nothing(dns: Dns, others: list[Option]) -> None:
    expected = said(usual(dns))
    reply = dns.ask(edns=Edns(options=[*others, (KEEPALIVE, b"")]))
    assert said(reply) == expected
    assert reply.over_tcp or KEEPALIVE not in dict(reply.options)
