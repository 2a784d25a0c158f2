"""RFC 863  UDP Based Discard Service"""

from __future__ import annotations

import pytest

from conformance.harness.net.datagrams import SILENCE
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.udp.exchanges import quiet_time
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc863 import RFC863

section = RFC863.section("udp", "UDP Based Discard Service")

NO_RESPONSE = section.implied(
    "no-response",
    role=SERVER,
    text="Throw away every datagram, and send no response.",
    hint="Call recvfrom() in a loop, and never sendto(): not even an acknowledgement or an error message.",
)


@verifies(NO_RESPONSE)
@pytest.mark.baseline
@pytest.mark.parametrize("data", [b"", b"a", b"one\r\ntwo\r\n", bytes(548)], ids=["empty", "one", "lines", "548"])
def test_nothing_comes_back(datagrams: DatagramPeer, data: bytes) -> None:
    datagrams.send(data)
    assert datagrams.arrives_within(quiet_time(datagrams)) == SILENCE
