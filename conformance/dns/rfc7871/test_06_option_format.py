"""RFC 7871 section 6  Option Format"""

from __future__ import annotations

import pytest

from conformance.dns.codes import ECS, FORMERR
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_2_wire_format import NOT_ECHOED
from conformance.dns.rfc7871 import RFC7871
from conformance.dns.usual import ANYWHERE, require_option
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7871.section("6", "Option Format")

ADDRESS_FITS = section.should(
    "address-fits",
    role=SERVER,
    text="Answer FORMERR to an ECS option whose address has more or fewer octets or bits than its prefix says.",
    hint="Compare the length with (prefix + 7) // 8, and the bits behind the prefix with 0.",
    rests_on=(NOT_ECHOED,),
)

WRONG = {
    "bit 21 of 20": "0001 1400 c00008",
    "bit 24 of 20": "0001 1400 c00001",
    "bit 8 of 7": "0001 0700 01",
    "bit 48 of 47, IPv6": "0002 2f00 20010db80001",
    "two octets of /24": "0001 1800 c000",
    "no octet of /24": "0001 1800",
    "four octets of /24": "0001 1800 c0000200",
    "five octets of /32": "0001 2000 c000020100",
    "one octet of /0": "0001 0000 00",
    "sixteen octets of /56, IPv6": "0002 3800 20010db8000100000000000000000000",
}


@verifies(ADDRESS_FITS)
@pytest.mark.parametrize("octets", WRONG.values(), ids=WRONG)
def test_an_address_that_does_not_fit_its_prefix_is_refused(dns: Dns, octets: str) -> None:
    require_option(dns, ECS, ANYWHERE, "ECS")
    assert dns.ask(edns=Edns(options=[(ECS, bytes.fromhex(octets))])).rcode == FORMERR
