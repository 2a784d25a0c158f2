"""RFC 868  The Time Protocol over TCP"""

from __future__ import annotations

import pytest

from conformance.harness.net.stream import FIN, RST
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable
from conformance.services.clock import is_near, require_set
from conformance.services.recognition import seconds_since_1970
from conformance.tcp.peer import StreamPeer
from conformance.tcp.rfc868 import RFC868

section = RFC868.section("tcp", "The Time Protocol over TCP")

MORE = 5  # octets: one more than the time has

FOUR_OCTETS = section.implied(
    "four-octets",
    role=SERVER,
    text="Send the time as a binary number of 32 bits, or nothing if the time is not known.",
    hint='Pack the number into four octets: struct.pack("!I", seconds). Send no text.',
)


@verifies(FOUR_OCTETS)
@pytest.mark.baseline
def test_four_octets_come_unasked(stream: StreamPeer) -> None:
    assert len(stream.receive(MORE)) in (0, 4)


CLOSES = section.implied(
    "closes",
    role=SERVER,
    text="Close the connection when the time is sent.",
    hint="Close the socket after sendall(): clients read until the end.",
    rests_on=(FOUR_OCTETS,),
)


@verifies(CLOSES)
def test_the_connection_ends_after_the_time(stream: StreamPeer) -> None:
    stream.receive(MORE)
    assert stream.ended in (FIN, RST)


SINCE_1900 = section.implied(
    "since-1900",
    role=SERVER,
    text="Count the seconds since 1 January 1900, 0:00, and send the most significant octet first.",
    hint='Add 2,208,988,800 to the seconds since 1970, and pack them in network order: struct.pack("!I", seconds).',
    rests_on=(FOUR_OCTETS,),
)


@verifies(SINCE_1900)
def test_the_time_is_that_of_today(stream: StreamPeer) -> None:
    octets = stream.receive(MORE)
    if not octets:
        not_applicable("the target does not know the time")
    seconds, today = seconds_since_1970(octets), stream.attempt.clock.today()
    stream.attempt.observed(f"{octets.hex(' ')}, which is {seconds - today:+.0f} seconds from the time here")
    require_set(seconds)
    assert is_near(seconds, today)
