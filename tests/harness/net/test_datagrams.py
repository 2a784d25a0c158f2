"""Datagrams over UDP sockets: what arrives, from where, and what the system says of a port that nobody has."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Callable, Iterator

import pytest

from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.net.datagrams import REFUSED, SILENCE, Address, Datagram, Datagrams
from conformance.harness.net.time_limit import TimeLimit
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.transport import DATAGRAMS, free_port
from conformance.harness.net.url import Url
from conformance.model import OutOfTime, TargetGone

PATIENT, SHORT = 10.0, 0.05  # seconds
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback address of IPv4")
with_ipv6 = pytest.mark.skipif(not socket.has_ipv6, reason="the system has no IPv6")

Open = Callable[..., Datagrams]


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(PATIENT)
        yield sock


@pytest.fixture
def transcript() -> Transcript:
    return Transcript(SYSTEM_CLOCK)


@pytest.fixture
def opened(transcript: Transcript) -> Iterator[Open]:
    """Opens sockets of the harness, which the end of the test closes."""
    with contextlib.ExitStack() as stack:

        def open_(port: int, host: str = "127.0.0.1", connected: bool = False, own_host: str = "") -> Datagrams:
            one = DATAGRAMS.open_datagrams(Url("udp", host, port), transcript, PATIENT, 1, connected, own_host)
            stack.callback(one.close)
            return one

        yield open_


def port_of(server: socket.socket) -> int:
    return int(server.getsockname()[1])


def received(one: Datagrams, seconds: float = PATIENT) -> Datagram | str:
    return one.receive(SYSTEM_CLOCK.now() + seconds)


@pytest.mark.parametrize("connected", [False, True])
@pytest.mark.parametrize("octets", [b"", b"a", bytes(60_000)], ids=len)
def test_datagrams_go_and_come_whole(server: socket.socket, opened: Open, octets: bytes, connected: bool) -> None:
    one = opened(port_of(server), connected=connected)
    assert one.send(octets)
    arrived, source = server.recvfrom(65535)
    assert (arrived, Address(*source)) == (octets, one.address)
    server.sendto(octets, source)
    assert received(one) == Datagram(octets, Address("127.0.0.1", port_of(server)))


def test_each_datagram_is_an_entry_of_the_transcript(
    server: socket.socket, opened: Open, transcript: Transcript
) -> None:
    one = opened(port_of(server))
    for octets in (b"", b"a", b"b"):
        one.send(octets)
    assert [(entry.mark, bytes(entry.octets)) for entry in transcript.entries] == [(">", b""), (">", b"a"), (">", b"b")]


def test_silence_is_no_datagram(server: socket.socket, opened: Open) -> None:
    assert received(opened(port_of(server)), SHORT) == SILENCE


@pytest.mark.parametrize("connected", [pytest.param(False, marks=on_linux), True])
def test_a_port_that_nobody_has_is_refused(opened: Open, connected: bool) -> None:
    one = opened(free_port(), connected=connected)
    assert one.send(b"anybody?")
    assert received(one) == REFUSED
    assert received(one, SHORT) == SILENCE


@on_linux
def test_a_refusal_that_shows_when_more_is_sent_is_received(opened: Open) -> None:
    one = opened(free_port())
    one.send(b"first")
    one.send(b"second")
    assert received(one) == REFUSED


def test_what_cannot_be_sent_is_noted(server: socket.socket, opened: Open, transcript: Transcript) -> None:
    one = opened(port_of(server))
    assert not one.send(bytes(70_000))
    assert "not sent" in str(transcript.entries[-1].note)


def test_an_answer_from_another_port_is_returned_with_its_source_and_noted(
    server: socket.socket, opened: Open, transcript: Transcript
) -> None:
    one = opened(port_of(server))
    with socket.socket(type=socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        other.sendto(b"from elsewhere", one.address)
        assert received(one) == Datagram(b"from elsewhere", Address(*other.getsockname()))
    assert any("came from 127.0.0.1:" in str(entry.note) for entry in transcript.entries)


def test_a_connected_socket_is_given_nothing_from_another_port(server: socket.socket, opened: Open) -> None:
    one = opened(port_of(server), connected=True)
    with socket.socket(type=socket.SOCK_DGRAM) as other:
        other.sendto(b"from elsewhere", one.address)
    server.sendto(b"from the target", one.address)
    answer = received(one)
    assert isinstance(answer, Datagram)
    assert answer.octets == b"from the target"


@on_linux
def test_each_socket_has_an_address_of_its_own_on_loopback(server: socket.socket, opened: Open) -> None:
    one, two = opened(port_of(server)), opened(port_of(server))
    assert one.address.host != two.address.host
    beside = opened(port_of(server), own_host=one.address.host)
    assert beside.address.host == one.address.host
    assert beside.address.port != one.address.port


@with_ipv6
def test_ipv6_is_as_good(opened: Open) -> None:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        try:
            server.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no loopback address of IPv6")
        server.settimeout(PATIENT)
        one = opened(port_of(server), host="::1")
        one.send(b"six")
        octets, source = server.recvfrom(100)
        server.sendto(octets, source)
        assert received(one) == Datagram(b"six", Address("::1", port_of(server)))
        assert str(one.target) == f"[::1]:{port_of(server)}"


def test_a_closed_socket_receives_nothing_more(server: socket.socket, opened: Open) -> None:
    one = opened(port_of(server))
    address = one.address
    one.close()
    server.sendto(b"too late", address)  # to nobody, which is no error of the sender


def test_a_host_without_an_address_is_no_target(opened: Open) -> None:
    with pytest.raises(TargetGone, match=r"cannot reach host\.invalid:7"):
        opened(7, host="host.invalid")


def test_a_wait_that_is_long_is_told_of(server: socket.socket, opened: Open) -> None:
    told: list[str] = []
    one = opened(port_of(server))
    one.quick, one.on_wait = SHORT / 2, lambda: told.append("waits")
    assert received(one, SHORT) == SILENCE
    assert told == ["waits"]


def test_nothing_is_sent_or_waited_for_when_the_time_of_the_run_is_over(server: socket.socket, opened: Open) -> None:
    one, began = opened(port_of(server)), SYSTEM_CLOCK.now()
    one.limit = TimeLimit(began + SHORT, "the time is used")
    with pytest.raises(OutOfTime, match="the time is used"):
        received(one)
    assert SYSTEM_CLOCK.now() - began < PATIENT
    with pytest.raises(OutOfTime):
        one.send(b"too late")


@on_linux
def test_the_system_refuses_answers_to_a_client_that_has_left(server: socket.socket, opened: Open) -> None:
    """A server that is connected to the client is told of it, whatever the client's system does next."""
    gone = opened(port_of(server))
    gone.leave()
    gone.send(b"gone")
    octets, client = server.recvfrom(100)
    assert octets == b"gone"
    server.connect(client)
    server.send(octets)
    with pytest.raises(ConnectionRefusedError):
        server.recv(100)


@on_linux
def test_sockets_on_loopback_are_in_networks_of_their_own(server: socket.socket, opened: Open) -> None:
    """Servers that limit their rate count the replies to a network of 256 addresses as one."""
    hosts = [opened(port_of(server)).address.host for _ in range(200)]
    assert len({host.rpartition(".")[0] for host in hosts}) == len(hosts)
