"""RFC 864  TCP Based Character Generator Service"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, Endless
from conformance.tcp.bounds import IDLE
from conformance.tcp.octets import EVERY_VALUE, KIB, MIB
from conformance.tcp.peer import StreamPeer
from conformance.tcp.rfc864 import RFC864

section = RFC864.section("tcp", "TCP Based Character Generator Service")

GOES_ON = section.implied(
    "goes-on",
    role=SERVER,
    text="Send a stream of data as soon as a connection is established, until the client ends it.",
    hint="Send in a loop that ends only when send() fails or the client has closed. Do not wait for a request.",
)


def octets_come(stream: StreamPeer, count: int, times: int = 1) -> bool:
    """Whether so many octets come so many times, or as many as a slow service sends in the time of a read."""
    try:
        return all(len(stream.receive(count)) == count for _ in range(times))
    except Endless:
        return True


@verifies(GOES_ON)
@pytest.mark.baseline
@pytest.mark.parametrize("count", [1, 74, 1000, 64 * KIB, MIB])
def test_octets_come_unasked(stream: StreamPeer, count: int) -> None:
    assert octets_come(stream, count)


@verifies(GOES_ON)
def test_octets_come_for_as_long_as_the_client_reads(stream: StreamPeer) -> None:
    assert octets_come(stream, MIB, times=16)


INPUT_IS_IGNORED = section.implied(
    "input-is-ignored",
    role=SERVER,
    text="Throw away what the client sends, and go on sending.",
    hint="Do not look at what the client sends. If the server reads it, nothing in it may end the loop that sends.",
    rests_on=(GOES_ON,),
)


@verifies(INPUT_IS_IGNORED)
@pytest.mark.parametrize("octets", [b"x", b"\r\n", b"quit\r\n", b"\x03\x04", EVERY_VALUE, bytes(16 * KIB)])
def test_octets_come_whatever_the_client_sends(stream: StreamPeer, octets: bytes) -> None:
    for _ in range(2):
        stream.send(octets)
        assert octets_come(stream, MIB)


STOPS_WITH_THE_READER = section.implied(
    "stops-with-the-reader",
    role=SERVER,
    text="Wait for a client that does not read, by the flow control of TCP, and go on when it reads again.",
    hint="Let send() wait, or wait until the socket can be written. Set no time limit on it.",
    rests_on=(GOES_ON,),
)


@verifies(STOPS_WITH_THE_READER)
@pytest.mark.parametrize("window", [0, 64 * KIB])
def test_octets_come_again_after_a_pause(stream: StreamPeer, window: int) -> None:
    client = stream.another(window=window)
    client.receive(100)
    client.attempt.release_slot()
    client.attempt.pause(IDLE * stream.attempt.patience)
    assert octets_come(client, MIB, times=16)


ANY_END = section.should(
    "any-end",
    role=SERVER,
    text="Be prepared for a client that closes carefully and for one that aborts the connection.",
    hint="Treat an error of send() (ECONNRESET, EPIPE) as the end of this connection. In C, ignore SIGPIPE.",
    rests_on=(GOES_ON,),
)


def close(client: StreamPeer) -> None:
    """Close with octets unread: the system answers what still comes by RST."""
    client.hang_up()


def reset(client: StreamPeer) -> None:
    """Abort."""
    client.reset()


def half_close(client: StreamPeer) -> None:
    """End one side, read on, and close."""
    client.half_close()
    client.receive(1000)
    client.hang_up()


@verifies(ANY_END)
@pytest.mark.parametrize("end", [close, reset, half_close])
@pytest.mark.parametrize("count", [0, 10, 1000])
def test_the_next_client_is_served(stream: StreamPeer, end: object, count: int) -> None:
    assert callable(end)
    for _ in range(5):
        client = stream.another()
        client.receive(count)
        end(client)
    assert len(stream.receive(1000)) == 1000
