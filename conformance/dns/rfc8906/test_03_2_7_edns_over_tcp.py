"""RFC 8906 section 3.2.7  EDNS over TCP"""

from __future__ import annotations

import pytest

from conformance.dns.codes import TXT
from conformance.dns.facts import require_whole
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_2_2_tcp_usage import LENGTH
from conformance.dns.rfc6891.test_06_2_3_requestors_payload_size import LEAST_SIZE
from conformance.dns.rfc8906 import RFC8906
from conformance.dns.usual import said, usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8906.section("3.2.7", "EDNS over TCP")

LARGE = 65535

SIZE_OF_UDP = section.implied(
    "size-of-udp",
    role=SERVER,
    text="Limit responses over TCP to 65,535 octets, whatever size the OPT record of the query has.",
    hint="Use the size in the OPT record only where the query came by UDP.",
    rests_on=(
        LENGTH,
        LEAST_SIZE,
    ),
)


@verifies(SIZE_OF_UDP)
@pytest.mark.parametrize("size", [0, 1, 12, 100, 256, 511, 512, 520, 540])
def test_a_size_does_not_matter_over_tcp(dns: Dns, size: int) -> None:
    usual(dns)
    stream = dns.stream()
    whole, reply = (stream.ask(type=TXT, edns=Edns(number)) for number in (LARGE, size))
    require_whole(whole)
    assert (reply.tc, said(reply)) == (whole.tc, said(whole))
