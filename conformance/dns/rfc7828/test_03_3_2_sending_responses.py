"""RFC 7828 section 3.3.2  Sending Responses"""

from __future__ import annotations

import pytest

from conformance.dns.codes import KEEPALIVE
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_2_wire_format import NOT_ECHOED
from conformance.dns.rfc7828 import RFC7828
from conformance.dns.usual import usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7828.section("3.3.2", "Sending Responses")

HAS_TIMEOUT = section.must(
    "timeout-given",
    role=SERVER,
    text="Give the idle timeout, in two octets, in every edns-tcp-keepalive option that is sent.",
    hint="Send 000b 0002 and the timeout in tenths of a second, or leave the option out.",
    rests_on=(NOT_ECHOED,),
)


@verifies(HAS_TIMEOUT)
@pytest.mark.parametrize("size", [512, 1232, 65535])
def test_keepalive_over_tcp_is_answered_by_a_timeout(dns: Dns, size: int) -> None:
    usual(dns)
    reply = dns.stream().ask(edns=Edns(size, options=[(KEEPALIVE, b"")]))
    assert len(dict(reply.options).get(KEEPALIVE, b"  ")) == 2
