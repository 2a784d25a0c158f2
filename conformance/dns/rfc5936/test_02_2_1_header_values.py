"""RFC 5936 section 2.2.1  Header Values"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AXFR, NOTAUTH
from conformance.dns.facts import AUTHORITATIVE, require_profile
from conformance.dns.peer import Dns
from conformance.dns.rfc5936 import RFC5936
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC5936.section("2.2.1", "Header Values")

NOT_AUTHORITATIVE = section.should(
    "notauth",
    role=SERVER,
    text="Answer NOTAUTH to a request for a zone that the server is not authoritative for.",
    hint="Look for a zone with exactly the name in the question, and set RCODE 9 if there is none.",
)


@verifies(NOT_AUTHORITATIVE)
@pytest.mark.parametrize("name", ["example.net", "nobody-has-this.invalid", "invalid"])
def test_a_zone_that_is_not_here_is_not_transferred(dns: Dns, name: str) -> None:
    """A server may also close the connection (section 2.3)."""
    require_profile(dns.attempt, AUTHORITATIVE)
    stream = dns.stream()
    assert stream.ask(name, AXFR).rcode == NOTAUTH or stream.is_closed
