"""How a service over UDP is found: by its answers, with as few datagrams as possible, and never where none is."""

from __future__ import annotations

import dataclasses
import random

import pytest

from conformance.harness.case.target import Target
from conformance.harness.net.transport import free_port
from conformance.harness.net.url import Url
from conformance.harness.targets.measurement import recognize
from conformance.model import TargetGone
from reference_impls.sansio import Datagrams
from reference_impls.services import OVER_UDP
from reference_impls.services.chargen import ChargenOverUdp
from reference_impls.services.service import Site
from tests.kit.in_process import InProcess
from tests.kit.measured import NOWHERE, PROTOCOLS, target_at
from tests.kit.scripted_datagrams import Scripted
from tests.kit.virtual_clock import VirtualClock

PATIENCE = 2.0  # seconds of the virtual clock


def target_of(core: Datagrams, clock: VirtualClock, **given: str) -> Target:
    spec = dataclasses.replace(PROTOCOLS["udp"], transport=InProcess(lambda: core, clock, 0))
    place = dataclasses.replace(NOWHERE["udp"].url, port=8080)
    return target_at(place, spec, PATIENCE, given={f"udp.{name}": value for name, value in given.items()})


def service_of(core: Datagrams, clock: VirtualClock, **given: str) -> str | None:
    return recognize(target_of(core, clock, **given)).target.capabilities.get("udp.service")


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.mark.parametrize("service", [name for name in OVER_UDP if name != "discard"])
def test_each_service_is_found(service: str, clock: VirtualClock) -> None:
    site = Site(random.Random(0).randbytes)
    assert service_of(OVER_UDP[service](site, clock.today), clock) == service
    assert clock.now() == 0


class SendsNothingAtFirst(ChargenOverUdp):
    """Sends no characters twice, and then many, as chance may have it."""

    count = 0

    def choose_length(self) -> int:
        self.count += 1
        return 0 if self.count < 3 else 300


def test_chargen_is_found_although_it_sends_no_characters_at_first(clock: VirtualClock) -> None:
    assert service_of(SendsNothingAtFirst(Site(bytes), clock.today), clock) == "chargen"


def test_an_echo_is_found_although_the_first_datagram_is_lost(clock: VirtualClock) -> None:
    assert service_of(Scripted(lambda number, octets: [octets][: number - 1]), clock) == "echo"
    assert clock.now() == PATIENCE / 2


def test_an_echo_is_sent_one_datagram(clock: VirtualClock) -> None:
    core = Scripted(lambda number, octets: [octets])
    assert service_of(core, clock) == "echo"
    assert len(core.received) == 1


def test_a_server_that_floods_is_read_no_longer_than_any_other(clock: VirtualClock) -> None:
    core = Scripted(lambda number, octets: [b"spam \x00"] * 1000)
    assert service_of(core, clock) == "other"
    assert len(core.received) == 3


def test_a_server_that_is_silent_is_given_two_patiences(clock: VirtualClock) -> None:
    with pytest.raises(TargetGone, match=r"^no answer to 4 datagrams within 4 s; .*--cap udp\.service=discard$"):
        service_of(Scripted(lambda number, octets: []), clock)
    assert clock.now() == 2 * PATIENCE


def test_a_silent_server_is_judged_where_silence_is_right(clock: VirtualClock) -> None:
    assert service_of(Scripted(lambda number, octets: []), clock, service="discard") == "discard"
    assert clock.now() < PATIENCE


def test_a_named_service_is_not_sent_an_empty_datagram(clock: VirtualClock) -> None:
    """It may end a server whose author took it for the end."""
    core = Scripted(lambda number, octets: [octets])
    assert service_of(core, clock, service="echo") == "echo"
    assert all(core.received)


@pytest.mark.parametrize("given", [{}, {"udp.service": "discard"}, {"udp.service": "echo"}], ids=str)
def test_a_refused_port_is_no_target(given: dict[str, str]) -> None:
    url = Url("udp", "127.0.0.1", free_port())
    with pytest.raises(TargetGone, match="nobody receives datagrams at 127"):
        recognize(target_at(url, PROTOCOLS["udp"], PATIENCE, given=given))
