"""RFC 867  TCP Based Daytime Service"""

from __future__ import annotations

import pytest

from conformance.harness.net.stream import FIN, RST
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, inconclusive_unless
from conformance.services.dates import is_of_today, tells_alike
from conformance.services.syntax import is_printable
from conformance.tcp.bounds import GREETING
from conformance.tcp.peer import StreamPeer
from conformance.tcp.rfc867 import RFC867

section = RFC867.section("tcp", "TCP Based Daytime Service")

SENDS_A_DATE = section.implied(
    "sends-a-date",
    role=SERVER,
    text="Send date and time as a string of ASCII characters as soon as a connection is established.",
    hint="Send the text right after accept(), without recv(), and encode it as ASCII: names of days and months of "
    "other languages may not be ASCII.",
)


@verifies(SENDS_A_DATE)
@pytest.mark.baseline
def test_a_date_comes_unasked(stream: StreamPeer) -> None:
    text = stream.receive_all(GREETING)
    assert text
    assert text.isascii()
    assert any(chr(octet).isalnum() for octet in text)


CLOSES = section.implied(
    "closes",
    role=SERVER,
    text="Close the connection when the date is sent.",
    hint="Close the socket after sendall(): clients read until the end.",
    rests_on=(SENDS_A_DATE,),
)


@verifies(CLOSES)
def test_the_connection_ends_after_the_date(stream: StreamPeer) -> None:
    stream.receive_all(GREETING)
    assert stream.ended in (FIN, RST)


INPUT_IS_IGNORED = section.implied(
    "input-is-ignored",
    role=SERVER,
    text="Throw away what the client sends: the date comes all the same.",
    hint="Do not look at what the client sends, and send the same text whatever it is.",
    rests_on=(SENDS_A_DATE,),
)


def text_unasked(other: StreamPeer) -> bytes:
    """What another client is sent that sends nothing."""
    text = other.receive_all(GREETING)
    other.hang_up()
    return text


@verifies(INPUT_IS_IGNORED)
@pytest.mark.parametrize("octets", [b"0123456789", b"\r\n", b"GET / HTTP/1.0\r\n\r\n", bytes(1000)])
def test_a_date_comes_whatever_the_client_sends(stream: StreamPeer, octets: bytes) -> None:
    stream.send(octets)
    unasked = text_unasked(stream.another())
    text = stream.receive_all(GREETING)
    inconclusive_unless(text != b"" or stream.ended != RST, "a reset may have destroyed the date on its way")
    assert text
    assert octets not in text or octets == b"\r\n"
    assert tells_alike(text, unasked)


PRINTABLE = section.should(
    "printable",
    role=SERVER,
    text="Send ASCII printing characters, space, carriage return and line feed only.",
    hint="Send no terminating zero, no tab and no control sequences.",
    rests_on=(SENDS_A_DATE,),
)


@verifies(PRINTABLE)
def test_the_date_can_be_printed(stream: StreamPeer) -> None:
    assert is_printable(stream.receive_all(GREETING))


ONE_LINE = section.should(
    "one-line",
    role=SERVER,
    text="Send just one line.",
    hint="Send one line, with CR LF at its end or nothing.",
    rests_on=(SENDS_A_DATE,),
)


@verifies(ONE_LINE)
def test_the_date_is_one_line(stream: StreamPeer) -> None:
    assert len(stream.receive_all(GREETING).splitlines()) == 1


CURRENT = section.implied(
    "current",
    role=SERVER,
    text="Send the current date.",
    hint="Ask for the time for each client anew, and see that the clock of the machine is right.",
    rests_on=(SENDS_A_DATE,),
)


@verifies(CURRENT)
def test_the_date_is_that_of_today(stream: StreamPeer) -> None:
    text = stream.receive_all(GREETING)
    assert is_of_today(text, stream.attempt.clock.today())
