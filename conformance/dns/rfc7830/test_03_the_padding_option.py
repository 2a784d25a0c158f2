"""RFC 7830 section 3  The "Padding" Option"""

from __future__ import annotations

import pytest

from conformance.dns.codes import NSID, PADDING
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_2_wire_format import UNKNOWN_OPTIONS
from conformance.dns.rfc7830 import RFC7830
from conformance.dns.usual import asked_as_usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7830.section("3", 'The "Padding" Option')

ANY_PADDING = section.must(
    "any-octets",
    role=SERVER,
    text="Accept padding of any length and of octets with any value.",
    hint="Skip the option with code 12 by its length, and do not look at its data.",
    rests_on=(UNKNOWN_OPTIONS,),
)


@verifies(ANY_PADDING)
@pytest.mark.parametrize("length", [0, 1, 2, 16, 31, 64, 128, 255, 256, 400])
@pytest.mark.parametrize("octet", [b"\0", b"\1", b"\xff"], ids=["zeros", "ones", "all bits"])
def test_padding_is_accepted(dns: Dns, length: int, octet: bytes) -> None:
    """By UDP it is of no use, but any server skips it."""
    answered, expected = asked_as_usual(dns, Edns(options=[(PADDING, octet * length)]))
    assert answered == expected


@verifies(ANY_PADDING)
@pytest.mark.parametrize("is_first", [True, False], ids=["before NSID", "behind NSID"])
def test_padding_is_accepted_beside_another_option(dns: Dns, is_first: bool) -> None:
    options = [(PADDING, bytes(100)), (NSID, b"")]
    answered, expected = asked_as_usual(dns, Edns(options=options if is_first else options[::-1]))
    assert answered == expected
