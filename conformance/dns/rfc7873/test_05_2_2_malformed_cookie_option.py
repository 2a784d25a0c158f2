"""RFC 7873 section 5.2.2  Malformed COOKIE Option"""

from __future__ import annotations

import pytest

from conformance.dns.codes import FORMERR
from conformance.dns.cookies import require_cookies, with_cookies
from conformance.dns.peer import Dns
from conformance.dns.rfc7873 import RFC7873
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7873.section("5.2.2", "Malformed COOKIE Option")

BAD_LENGTH = section.implied(
    "bad-length",
    role=SERVER,
    text="Answer FORMERR to a COOKIE option whose length is neither 8 nor 16 to 40.",
    hint="Check length == 8 or 16 <= length <= 40 before you read the cookie.",
)


@verifies(BAD_LENGTH)
@pytest.mark.parametrize("length", [*range(8), *range(9, 16), 41, 42, 48, 64, 100, 255, 256, 300])
def test_a_cookie_of_another_length_is_refused(dns: Dns, length: int) -> None:
    require_cookies(dns)
    assert dns.ask(edns=with_cookies(dns.attempt.octets(length))).rcode == FORMERR
