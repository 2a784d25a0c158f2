"""RFC 862  UDP Based Echo Service"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc862 import RFC862

section = RFC862.section("udp", "UDP Based Echo Service")

DATA_COMES_BACK = section.implied(
    "data-comes-back",
    role=SERVER,
    text="Answer a datagram by one that holds the same data.",
    hint="Send exactly what recvfrom() returned, in one datagram, to the address that it returned.",
)


@verifies(DATA_COMES_BACK)
@pytest.mark.baseline
@pytest.mark.parametrize("count", [1, 100, 548])
def test_the_data_comes_back(datagrams: DatagramPeer, count: int) -> None:
    data = datagrams.attempt.octets(count)
    assert datagrams.ask(data) == data
