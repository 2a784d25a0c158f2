"""RFC 8914 section 3  Extended DNS Error Processing"""

from __future__ import annotations

import pytest

from conformance.dns.codes import EDE
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_2_wire_format import UNKNOWN_OPTIONS
from conformance.dns.rfc8914 import RFC8914
from conformance.dns.usual import asked_as_usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8914.section("3", "Extended DNS Error Processing")

ACCEPTED = section.must(
    "accepted",
    role=SERVER,
    text="Accept extended errors in all messages, in queries too.",
    hint="Skip the option with code 15 in queries by its length.",
    rests_on=(UNKNOWN_OPTIONS,),
)


@verifies(ACCEPTED)
@pytest.mark.parametrize("code", [0, 1, 18, 20, 24, 255, 49152, 65535])
@pytest.mark.parametrize("text", ["", "text", "tëxt" * 20], ids=["no text", "text", "a long text"])
def test_an_extended_error_in_a_query_changes_nothing(dns: Dns, code: int, text: str) -> None:
    answered, expected = asked_as_usual(dns, Edns(options=[(EDE, code.to_bytes(2, "big") + text.encode())]))
    assert answered == expected


@verifies(ACCEPTED)
@pytest.mark.parametrize("count", [2, 5])
def test_several_extended_errors_in_a_query_change_nothing(dns: Dns, count: int) -> None:
    answered, expected = asked_as_usual(dns, Edns(options=[(EDE, b"\0\0")] * count))
    assert answered == expected
