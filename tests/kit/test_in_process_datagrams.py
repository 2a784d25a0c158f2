"""Servers of datagrams in this process behave as on a shell and a system, but for the time that passes."""

from __future__ import annotations

import math

import pytest

from conformance.harness.net.datagrams import SILENCE, Address, Datagram, Datagrams
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from conformance.model import TargetGone
from reference_impls import sansio
from reference_impls.services.echo import EchoOverTcp
from reference_impls.services.service import Site
from tests.kit.in_process import InProcess
from tests.kit.in_process_datagrams import OVERHEAD, RECEIVE_BUFFER
from tests.kit.virtual_clock import VirtualClock

PORT, PATIENCE = 8080, 2.0
Either = sansio.Connection | sansio.Datagrams
HERE = Address("127.0.0.1", PORT)


class Core(sansio.Datagrams):
    """Sends back what it gets so many times; ``late`` a second later; an error at ``bug``."""

    times = 1

    def receive(self, datagram: bytes, peer: sansio.Peer, now: float) -> None:
        assert datagram != b"bug"
        if datagram == b"late":
            self.waiting, self.deadline = peer, now + 1.0
            return
        for _ in range(self.times):
            self.send(datagram, peer)

    def expire(self, now: float) -> None:
        self.send(b"late", self.waiting)
        self.deadline = math.inf


class FromElsewhere(Core):
    """Answers from another port."""

    answers_from = 9


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def core() -> Core:
    return Core()


def opened(core: Either, clock: VirtualClock, *, connected: bool = False, host: str = "127.0.0.1") -> Datagrams:
    return place(core, clock).open_datagrams(Url("udp", host, PORT), Transcript(clock), PATIENCE, 1, connected)


def place(core: Either, clock: VirtualClock) -> InProcess:
    return InProcess(lambda: core, clock, 0)


def received(one: Datagrams, clock: VirtualClock) -> Datagram | str:
    return one.receive(clock.now() + PATIENCE)


@pytest.mark.parametrize("octets", [b"", b"a", bytes(65_507)], ids=len)
def test_a_datagram_comes_back_whole_and_at_once(core: Core, clock: VirtualClock, octets: bytes) -> None:
    one = opened(core, clock)
    assert one.send(octets)
    assert received(one, clock) == Datagram(octets, HERE)
    assert clock.now() == 0


def test_silence_takes_the_patience(core: Core, clock: VirtualClock) -> None:
    assert received(opened(core, clock), clock) == SILENCE
    assert clock.now() == PATIENCE


def test_a_core_is_called_at_its_deadline(core: Core, clock: VirtualClock) -> None:
    one = opened(core, clock)
    one.send(b"late")
    assert received(one, clock) == Datagram(b"late", HERE)
    assert clock.now() == 1.0


def test_one_core_serves_all_sockets(core: Core, clock: VirtualClock) -> None:
    shared = place(core, clock)
    url, transcript = Url("udp", "127.0.0.1", PORT), Transcript(clock)
    one, two = (shared.open_datagrams(url, transcript, PATIENCE, number, False) for number in (1, 2))
    assert one.address != two.address
    beside = shared.open_datagrams(url, transcript, PATIENCE, 3, False, one.address.host)
    assert (beside.address.host, beside.address.port == one.address.port) == (one.address.host, False)
    for sock in (one, two, beside):
        sock.send(str(sock.address).encode())
    assert [received(sock, clock) for sock in (beside, two, one)] == [
        Datagram(str(sock.address).encode(), HERE) for sock in (beside, two, one)
    ]


@pytest.mark.parametrize("host", ["127.0.0.2", "::1"])
def test_the_address_that_was_asked_answers(core: Core, clock: VirtualClock, host: str) -> None:
    one = opened(core, clock, host=host)
    one.send(b"a")
    assert received(one, clock) == Datagram(b"a", Address(host, PORT))


def test_a_core_may_answer_from_another_port(clock: VirtualClock) -> None:
    one = opened(FromElsewhere(), clock)
    one.send(b"a")
    assert received(one, clock) == Datagram(b"a", Address("127.0.0.1", 9))


def test_a_connected_socket_is_given_nothing_from_another_port(clock: VirtualClock) -> None:
    one = opened(FromElsewhere(), clock, connected=True)
    one.send(b"a")
    assert received(one, clock) == SILENCE


def test_more_than_there_is_room_for_is_lost(core: Core, clock: VirtualClock) -> None:
    core.times = 1000
    one = opened(core, clock)
    one.send(bytes(512))
    kept = 0
    while received(one, clock) != SILENCE:
        kept += 1
    assert kept == RECEIVE_BUFFER // (512 + OVERHEAD)
    core.times = 1
    one.send(b"there is room again")
    assert received(one, clock) == Datagram(b"there is room again", HERE)


def test_an_error_costs_one_datagram(core: Core, clock: VirtualClock, capsys: pytest.CaptureFixture[str]) -> None:
    one = opened(core, clock)
    one.send(b"bug")
    one.send(b"a")
    assert received(one, clock) == Datagram(b"a", HERE)
    assert "AssertionError" in capsys.readouterr().err


def test_nothing_arrives_at_a_closed_socket(core: Core, clock: VirtualClock) -> None:
    one = opened(core, clock)
    one.send(b"late")
    one.close()
    assert not clock.go_on(10.0) or core.deadline == math.inf


def test_a_core_of_streams_has_no_datagrams(clock: VirtualClock) -> None:
    with pytest.raises(TargetGone):
        opened(EchoOverTcp(Site(bytes), clock.today), clock)


def test_nothing_arrives_at_a_client_that_has_left(core: Core, clock: VirtualClock) -> None:
    one = opened(core, clock)
    one.leave()
    one.send(b"a")
    assert received(one, clock) == SILENCE
