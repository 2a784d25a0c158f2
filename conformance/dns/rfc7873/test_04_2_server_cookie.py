"""RFC 7873 section 4.2  Server Cookie"""

from __future__ import annotations

import pytest

from conformance.dns.cookies import CLIENT, all_of, require_cookies, with_cookies
from conformance.dns.peer import Dns
from conformance.dns.rfc7873 import RFC7873
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7873.section("4.2", "Server Cookie")

DIFFERS = section.must(
    "differs-by-client-cookie",
    role=SERVER,
    text="Send server cookies that usually differ for clients with different cookies.",
    hint="Compute the server's cookie from the client's cookie, its address and a secret: HMAC or SipHash.",
)


@verifies(DIFFERS)
@pytest.mark.parametrize("bit", [0, 7, 31, 32, 63])
def test_clients_with_other_cookies_get_other_cookies(dns: Dns, bit: int) -> None:
    """Of client cookies that differ in one bit, and in other octets; not each pair has to differ."""
    require_cookies(dns)
    clients = [(0x1122334455667788 + number * 0x0101 ^ number % 2 << bit).to_bytes(8, "big") for number in range(6)]
    found = all_of(dns.flight([dns.query(edns=with_cookies(client)) for client in clients]))
    parts = [cookie[CLIENT:] for cookie in found if cookie]
    assert len(parts) < 2 or len(set(parts)) > 1
