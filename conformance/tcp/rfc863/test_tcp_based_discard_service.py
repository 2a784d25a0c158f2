"""RFC 863  TCP Based Discard Service"""

from __future__ import annotations

import pytest

from conformance.harness.net.stream import FIN, RST
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.tcp.bounds import A_WHILE, GREETING, IDLE
from conformance.tcp.octets import EVERY_VALUE, KIB, MIB, numbered
from conformance.tcp.peer import StreamPeer
from conformance.tcp.rfc863 import RFC863

section = RFC863.section("tcp", "TCP Based Discard Service")

NO_RESPONSE = section.implied(
    "no-response",
    role=SERVER,
    text="Throw away any data that is received, and send no response.",
    hint="Call recv() in a loop and do nothing with what it returns. Print messages to the terminal only.",
)

INPUTS = {
    "nothing": b"",
    "an octet": b"x",
    "a line": b"hello\r\n",
    "a command": b"QUIT\r\n",
    "every value": EVERY_VALUE,
    "64 KiB": bytes(64 * KIB),
}


@verifies(NO_RESPONSE)
@pytest.mark.parametrize("octets", INPUTS.values(), ids=INPUTS)
def test_nothing_comes_back(stream: StreamPeer, octets: bytes) -> None:
    stream.send(octets)
    arrived = stream.arrives_within(A_WHILE)
    assert not isinstance(arrived, bytes)


@verifies(NO_RESPONSE)
def test_nothing_comes_back_after_a_mebibyte_in_parts(stream: StreamPeer) -> None:
    for _ in range(16):
        stream.send(numbered(stream.attempt, 64 * KIB))
    arrived = stream.arrives_within(A_WHILE)
    assert not isinstance(arrived, bytes)


@verifies(NO_RESPONSE)
@pytest.mark.parametrize("octets", [b"", b"hello\r\n"], ids=["nothing", "a line"])
def test_nothing_comes_when_the_client_has_ended(stream: StreamPeer, octets: bytes) -> None:
    stream.send(octets)
    stream.half_close()
    arrived = stream.arrives_within(A_WHILE)
    assert not isinstance(arrived, bytes)


GOES_ON = section.implied(
    "goes-on",
    role=SERVER,
    text="Go on reading until the client ends the connection, however much it sends and however long it pauses.",
    hint="End the loop around recv() only when recv() returns nothing, and set no limit on time or octets.",
    rests_on=(NO_RESPONSE,),
)


@verifies(GOES_ON)
@pytest.mark.parametrize("mebibytes", [1, 64])
def test_much_is_read(stream: StreamPeer, mebibytes: int) -> None:
    assert stream.takes(numbered(stream.attempt, MIB), mebibytes * MIB)
    assert stream.arrives_within(A_WHILE) not in (FIN, RST)


@verifies(GOES_ON)
@pytest.mark.parametrize("texts", [1, 2, 20])
def test_text_after_text_is_read(stream: StreamPeer, texts: int) -> None:
    for number in range(texts):
        stream.send(b"text %d\r\n" % number)
    assert stream.arrives_within(A_WHILE) not in (FIN, RST)


@verifies(GOES_ON)
@pytest.mark.parametrize("octets", [b"", b"\x04", b"quit\r\n"], ids=["at first", "after EOT", "after quit"])
def test_an_idle_connection_is_kept(stream: StreamPeer, octets: bytes) -> None:
    stream.send(octets)
    assert stream.arrives_within(IDLE * stream.attempt.patience) not in (FIN, RST)
    stream.send(b"and more")
    assert stream.arrives_within(A_WHILE) not in (FIN, RST)


ENDS_TOO = section.robustness(
    "ends-with-the-client",
    role=SERVER,
    text="When the client has ended its side of the connection, end the connection too: otherwise it stays for ever.",
    hint="When recv() returns nothing, close the socket, or end the block of the with statement that holds it.",
    rests_on=(GOES_ON,),
)


@verifies(ENDS_TOO)
@pytest.mark.parametrize("count", [0, 1, 100 * KIB])
def test_the_end_of_the_client_is_answered_by_the_end(stream: StreamPeer, count: int) -> None:
    stream.send(numbered(stream.attempt, count))
    stream.half_close()
    assert stream.ends(GREETING)
