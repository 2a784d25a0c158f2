"""RFC 862  TCP Based Echo Service"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.tcp.peer import StreamPeer
from conformance.tcp.rfc862 import RFC862

section = RFC862.section("tcp", "TCP Based Echo Service")

OCTETS_COME_BACK = section.implied(
    "octets-come-back",
    role=SERVER,
    text="Send back any data that is received, octet for octet and in order.",
    hint="Send the octets that recv() returned, all of them (sendall), and read on until recv() returns nothing.",
)


@verifies(OCTETS_COME_BACK)
@pytest.mark.baseline
@pytest.mark.parametrize("count", [1, 100, 1024, 1025, 65536])
def test_octets_come_back_in_order(stream: StreamPeer, count: int) -> None:
    octets = stream.attempt.octets(count)
    assert stream.exchange(octets) == octets
