"""What the user hears of a service over UDP although it conforms."""

from __future__ import annotations

import random

import pytest

from conformance.harness.targets.measurement import remark
from reference_impls.services.chargen import ChargenOverUdp
from reference_impls.services.echo import EchoOverUdp
from reference_impls.services.quote import QuoteOverUdp
from reference_impls.services.service import DatagramService, Site
from reference_impls.services.time_protocol import TimeOverUdp
from tests.kit.virtual_clock import VirtualClock
from tests.udp.test_recognition import target_of
from tests.variants.udp.echo import RefusesLargeDatagrams


class TakesEthernetPackets(EchoOverUdp):
    """Has no room for fragments."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram if len(datagram) <= 1472 else None


class LosesHalf(EchoOverUdp):
    """Loses every second datagram of a burst."""

    def answer(self, datagram: bytes) -> bytes | None:
        return None if datagram.isdigit() and int(datagram) % 2 else datagram


def remarks_on(kind: type[DatagramService], service: str) -> list[str]:
    clock = VirtualClock()
    core = kind(Site(random.Random(1).randbytes), clock.today)
    return list(remark(target_of(core, clock, service=service)).target.remarks)


@pytest.mark.parametrize(("kind", "service"), [(EchoOverUdp, "echo"), (TimeOverUdp, "time")])
def test_nothing_is_said_where_nothing_is_worth_a_line(kind: type[DatagramService], service: str) -> None:
    assert remarks_on(kind, service) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (TakesEthernetPackets, "datagrams of 1472 octets come back, larger ones that were tried do not"),
        (RefusesLargeDatagrams, "datagrams of 1472 octets and more do not come back, which is legal"),
        (LosesHalf, "of a burst of 200 datagrams, 100 did not come back"),
    ],
)
def test_sizes_and_losses_of_an_echo_are_said(kind: type[DatagramService], said: str) -> None:
    assert remarks_on(kind, "echo") == [said]


@pytest.mark.parametrize(("kind", "service"), [(ChargenOverUdp, "chargen"), (QuoteOverUdp, "qotd")])
def test_services_that_amplify_are_told_of(kind: type[DatagramService], service: str) -> None:
    (said,) = remarks_on(kind, service)
    assert said.startswith("one octet is answered by ")
