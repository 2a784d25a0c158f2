"""Robustness  Services over UDP"""

from __future__ import annotations

import pytest

from conformance.harness.engine.survival import Survival
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.udp.exchanges import as_many_as_are_served, count_until_quiet, is_served
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc862 import test_udp_based_echo_service as echo
from conformance.udp.rfc864 import test_udp_based_character_generator_service as chargen
from conformance.udp.rfc865 import test_udp_based_quote_service as quote
from conformance.udp.rfc867 import test_udp_based_daytime_service as daytime
from conformance.udp.rfc868 import test_udp_time_service as time
from conformance.udp.robustness import ROBUSTNESS

section = ROBUSTNESS.section("udp", "Services over UDP")

LARGEST = (65527, 65507, 9216, 8192)  # octets of data: over IPv6, over IPv4, and what some systems send at the most
BURST = 1000  # datagrams
GONE = 10  # clients

SERVES_ON = section.robustness(
    "serves-on",
    role=SERVER,
    text="Whatever datagrams one client sends, the next client is served.",
    hint="Catch exceptions for each datagram, in the loop. On Windows, recvfrom() raises ConnectionResetError where an "
    "earlier answer was refused: go on.",
    rests_on=(echo.DATA_COMES_BACK, chargen.ANSWERED, quote.QUOTE, daytime.DATE_AND_TIME, time.FOUR_OCTETS),
)


@verifies(SERVES_ON)
@pytest.mark.alone
def test_it_serves_on_after_the_largest_datagrams(datagrams: DatagramPeer) -> None:
    for size in LARGEST:
        datagrams.send(bytes(size))
    assert is_served(datagrams.another())


@verifies(SERVES_ON)
@pytest.mark.alone
@pytest.mark.rests_on(echo.ONE_ANSWER, chargen.ONE_ANSWER, quote.ONE_ANSWER, daytime.ONE_ANSWER, time.ONE_ANSWER)
def test_it_serves_on_after_many_datagrams(datagrams: DatagramPeer) -> None:
    """They are sent without a wait, so that some may be lost, and those of other cases too."""
    count = as_many_as_are_served(datagrams, BURST)
    for _ in range(count):
        datagrams.send(b"burst")
    count_until_quiet(datagrams, count)
    assert is_served(datagrams.another())


@verifies(SERVES_ON)
@pytest.mark.parametrize(
    "odd",
    [b"", b"\x00", b"\xff\xfe\xfd", b"\r\n", b"%s%n%n", b"\x04", b"quit\r\n", b"exit"],
    ids=["empty", "zero", "no-utf-8", "line-end", "format", "end-of-text", "quit", "exit"],
)
def test_it_serves_on_after_an_odd_datagram(datagrams: DatagramPeer, odd: bytes) -> None:
    datagrams.send(odd)
    assert is_served(datagrams.another())


@verifies(SERVES_ON)
@pytest.mark.connections(32)
def test_it_serves_on_when_a_client_is_gone(datagrams: DatagramPeer) -> None:
    """The system of the client answers that nobody has its port any more."""
    clients = max(1, as_many_as_are_served(datagrams, 3 * GONE) // 3)
    for gone in [datagrams.another() for _ in range(clients)]:
        gone.leave()
        for _ in range(3):
            gone.send(b"gone")
        gone.hang_up()
    assert is_served(datagrams)
    assert is_served(datagrams.another())


SURVIVES = section.robustness(
    "survives",
    role=SERVER,
    text="No datagram ends the server or makes it hang.",
    hint="Catch exceptions for each datagram, and do nothing in the loop that may take long.",
)


@verifies(SURVIVES)
@pytest.mark.sockets("a process that may end")
def test_no_datagram_ends_the_service(survival: Survival) -> None:
    assert not survival.casualties
