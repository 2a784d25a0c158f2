"""RFC 7766 section 5  Transport Protocol Selection"""

from __future__ import annotations

from conformance.dns.over_tcp import ask_over_tcp
from conformance.dns.peer import Dns
from conformance.dns.rfc7766 import RFC7766
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7766.section("5", "Transport Protocol Selection")

TCP_OFFERED = section.must(
    "tcp-offered",
    role=SERVER,
    text="Answer queries over TCP as well, on the same port.",
    hint="Listen on the port for TCP too. Read two octets, the length, then the message; send both in reply.",
)


@verifies(TCP_OFFERED)
def test_a_query_over_tcp_is_answered(dns: Dns) -> None:
    assert ask_over_tcp(dns)
