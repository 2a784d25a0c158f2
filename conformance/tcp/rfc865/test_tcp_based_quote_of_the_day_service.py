"""RFC 865  TCP Based Quote of the Day Service (which the RFC's heading calls a character generator service)"""

from __future__ import annotations

import pytest

from conformance.harness.net.stream import FIN, RST
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, inconclusive_unless
from conformance.services.syntax import is_printable
from conformance.tcp.bounds import GREETING
from conformance.tcp.peer import StreamPeer
from conformance.tcp.rfc865 import RFC865

section = RFC865.section("tcp", "TCP Based Quote of the Day Service")

SENDS_A_QUOTE = section.implied(
    "sends-a-quote",
    role=SERVER,
    text="Send a short message as soon as a connection is established.",
    hint="Send the quote right after accept(), without recv().",
)


@verifies(SENDS_A_QUOTE)
@pytest.mark.baseline
def test_a_quote_comes_unasked(stream: StreamPeer) -> None:
    assert stream.receive_all(GREETING)


CLOSES = section.implied(
    "closes",
    role=SERVER,
    text="Close the connection when the quote is sent.",
    hint="Close the socket after sendall(): clients read until the end.",
    rests_on=(SENDS_A_QUOTE,),
)


@verifies(CLOSES)
def test_the_connection_ends_after_the_quote(stream: StreamPeer) -> None:
    stream.receive_all(GREETING)
    assert stream.ended in (FIN, RST)


INPUT_IS_IGNORED = section.implied(
    "input-is-ignored",
    role=SERVER,
    text="Throw away what the client sends: a quote comes all the same.",
    hint="Do not look at what the client sends, and send the quote whatever it is.",
    rests_on=(SENDS_A_QUOTE,),
)


@verifies(INPUT_IS_IGNORED)
@pytest.mark.parametrize("octets", [b"0123456789", b"quit\r\n", b"GET / HTTP/1.0\r\n\r\n", bytes(1000)])
def test_a_quote_comes_whatever_the_client_sends(stream: StreamPeer, octets: bytes) -> None:
    stream.send(octets)
    text = stream.receive_all(GREETING)
    inconclusive_unless(text != b"" or stream.ended != RST, "a reset may have destroyed the quote on its way")
    assert text
    assert octets not in text


SHORT = section.should(
    "short",
    role=SERVER,
    text="Send fewer than 512 characters.",
    hint="Leave out quotes of 512 characters and more when the quotes are read.",
    rests_on=(SENDS_A_QUOTE,),
)


@verifies(SHORT)
def test_the_quote_is_short(stream: StreamPeer) -> None:
    assert len(stream.receive_all(GREETING)) < 512


PRINTABLE = section.should(
    "printable",
    role=SERVER,
    text="Send ASCII printing characters, space, carriage return and line feed only.",
    hint="Write quotation marks and dashes in ASCII, and send no terminating zero and no tab.",
    rests_on=(SENDS_A_QUOTE,),
)


@verifies(PRINTABLE)
def test_the_quote_can_be_printed(stream: StreamPeer) -> None:
    assert is_printable(stream.receive_all(GREETING))
