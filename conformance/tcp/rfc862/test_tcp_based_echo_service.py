"""RFC 862  TCP Based Echo Service"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, inconclusive_unless
from conformance.tcp.behaviour import require_side_by_side
from conformance.tcp.bounds import A_WHILE, GREETING, IDLE
from conformance.tcp.octets import EVERY_VALUE, KIB, MIB, numbered
from conformance.tcp.peer import StreamPeer
from conformance.tcp.rfc862 import RFC862
from conformance.tcp.strategies import Steps, steps

section = RFC862.section("tcp", "TCP Based Echo Service")

GOES_ON = section.implied(
    "goes-on",
    role=SERVER,
    text="Go on sending back what is received until the client ends the connection.",
    hint="Put recv() and sendall() into a loop that ends when recv() returns nothing, and close the connection after "
    "the loop.",
)


@verifies(GOES_ON)
@pytest.mark.cause
@pytest.mark.parametrize("texts", [2, 3, 20])
def test_text_after_text_is_answered(stream: StreamPeer, texts: int) -> None:
    inconclusive_unless(stream.exchange(b"first ") != b"", "the target does not answer at all")
    for number in range(1, texts):
        assert stream.exchange(b"text %d " % number)


@verifies(GOES_ON)
def test_an_idle_connection_is_kept(stream: StreamPeer) -> None:
    stream.exchange(b"Are you ")
    stream.arrives_within(IDLE * stream.attempt.patience)
    assert stream.exchange(b"there?")


OCTETS_COME_BACK = section.implied(
    "octets-come-back",
    role=SERVER,
    text="Send back any data that is received, octet for octet and in order.",
    hint="Send the very octets that recv() returned, without decoding them, and all of them: sendall(), or send() in "
    "a loop until it has taken the last one.",
    rests_on=(GOES_ON,),
)


@verifies(OCTETS_COME_BACK)
@pytest.mark.baseline
@pytest.mark.parametrize("count", [1, 100, 1024, 1025, 65536])
def test_octets_come_back_in_order(stream: StreamPeer, count: int) -> None:
    octets = numbered(stream.attempt, count)
    assert stream.exchange(octets) == octets


@verifies(OCTETS_COME_BACK)
@pytest.mark.parametrize("octets", [EVERY_VALUE, EVERY_VALUE[::-1], bytes(100)], ids=["all", "reversed", "zeros"])
def test_every_value_of_an_octet_comes_back(stream: StreamPeer, octets: bytes) -> None:
    assert stream.exchange(64 * octets) == 64 * octets


@verifies(OCTETS_COME_BACK)
@pytest.mark.parametrize("octets", [b"\r\n", b"line\nline\r", b"\xff\xfb\x01", b"quit\r\n", b"\x04", b"caf\xc3"])
def test_no_octet_has_a_meaning(stream: StreamPeer, octets: bytes) -> None:
    """Such as an end of line, a command of Telnet, a word that ends a session, half of a character."""
    assert stream.exchange(octets) == octets
    assert stream.exchange(b"and more") == b"and more"


@verifies(OCTETS_COME_BACK)
def test_octets_that_are_sent_one_by_one_come_back(stream: StreamPeer) -> None:
    octets = numbered(stream.attempt, 500)
    for octet in octets:
        stream.send(bytes([octet]))
    assert stream.receive_back(octets) == octets


@verifies(OCTETS_COME_BACK)
@pytest.mark.parametrize("count", range(1, 8))
def test_a_client_that_reads_a_few_octets_at_a_time_gets_all(stream: StreamPeer, count: int) -> None:
    octets = numbered(stream.attempt, 64 * 8)
    received = b""
    for at in range(0, len(octets), 8):
        stream.send(octets[at : at + 8])
        received += stream.receive(count)
        assert len(received) == count * (1 + at // 8)
    assert received + stream.receive_back(octets[len(received) :]) == octets


@verifies(OCTETS_COME_BACK)
def test_64_mebibytes_come_back_while_others_are_sent(stream: StreamPeer) -> None:
    octets = numbered(stream.attempt, MIB)
    stream.send(octets)
    for _ in range(63):
        stream.send(octets)
        assert stream.receive_back(octets) == octets
    assert stream.receive_back(octets) == octets


@verifies(OCTETS_COME_BACK)
@pytest.mark.parametrize("window", [0, 64 * KIB])
def test_a_client_that_does_not_read_for_a_while_gets_all(stream: StreamPeer, window: int) -> None:
    client = stream.another(window=window)
    octets = numbered(stream.attempt, MIB // 2)
    taken = client.offer(octets, 16 * MIB, A_WHILE)
    for at in range(0, taken, len(octets)):
        expected = octets[: taken - at]
        assert client.receive_back(expected) == expected
    assert client.exchange(b"and more") == b"and more"


BEFORE_THE_END = section.implied(
    "before-the-end",
    role=SERVER,
    text="Send back all that the client sent before it ended its side of the connection (FIN).",
    hint="When recv() returns nothing, first send what is still to be sent, and close then: the client may end its "
    "side by shutdown(SHUT_WR) and go on reading (RFC 9293 §3.6).",
    rests_on=(OCTETS_COME_BACK,),
)


@verifies(BEFORE_THE_END)
@pytest.mark.parametrize("count", [1, 1024, 65536, 200_000, MIB])
def test_what_was_sent_before_fin_comes_back(stream: StreamPeer, count: int) -> None:
    octets = numbered(stream.attempt, count)
    stream.send(octets)
    stream.half_close()
    assert stream.receive_back(octets) == octets


@verifies(BEFORE_THE_END)
def test_what_was_sent_before_fin_comes_back_to_a_client_that_read_nothing(stream: StreamPeer) -> None:
    octets = numbered(stream.attempt, 2 * MIB)
    taken = stream.offer(octets, len(octets), A_WHILE)
    stream.half_close()
    assert stream.receive_back(octets[:taken]) == octets[:taken]


@verifies(BEFORE_THE_END)
@examples(steps)
def test_what_was_sent_comes_back_whatever_the_client_does_before(stream: StreamPeer, drawn: Steps) -> None:
    unread = b""
    for kind, count in drawn.steps:
        if kind == "write":
            octets = numbered(stream.attempt, count)
            stream.send(octets)
            unread += octets
        else:
            expected, unread = unread[:count], unread[count:]
            assert stream.receive_back(expected) == expected
    if drawn.end == "half-close":
        stream.half_close()
        assert stream.receive_back(unread) == unread
    else:
        stream.reset()


NOTHING_ELSE = section.implied(
    "nothing-else",
    role=SERVER,
    text="Send nothing but what was received: no greeting, no line of its own.",
    hint="Write to the connection in one place only, which sends what recv() returned; print messages elsewhere.",
    rests_on=(OCTETS_COME_BACK,),
)


@verifies(NOTHING_ELSE)
@pytest.mark.baseline
@pytest.mark.parametrize("first", [b"", b"x", b"a line\r\n"], ids=["at first", "after an octet", "after a line"])
def test_nothing_comes_unasked(stream: StreamPeer, first: bytes) -> None:
    stream.exchange(first)
    arrived = stream.arrives_within(A_WHILE)
    assert not isinstance(arrived, bytes)


@verifies(NOTHING_ELSE)
@pytest.mark.parametrize("octets", [b"x", b"a line\r\n"])
def test_nothing_is_added_at_the_end(stream: StreamPeer, octets: bytes) -> None:
    stream.exchange(octets)
    stream.half_close()
    assert stream.receive(1) == b""


TO_ITS_SOURCE = section.implied(
    "to-its-source",
    role=SERVER,
    text="Send back to each client what this client sent, and nothing that came from another one.",
    hint="Keep the octets of a connection in local variables of the code that serves it, not in a global buffer.",
    rests_on=(OCTETS_COME_BACK,),
)


@verifies(TO_ITS_SOURCE)
@pytest.mark.parametrize("count", [2, 50])
def test_each_client_gets_its_own_octets(stream: StreamPeer, count: int) -> None:
    require_side_by_side(stream)
    clients = [stream.another() for _ in range(count)]
    for _ in range(3):
        texts = [numbered(stream.attempt, 100) for _ in clients]
        for client, text in zip(clients, texts, strict=True):
            client.send(text)
        for client, text in zip(reversed(clients), reversed(texts), strict=True):
            assert client.receive_back(text) == text


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
    assert stream.ends(count + GREETING)


URGENT = section.robustness(
    "urgent-data",
    role=SERVER,
    text="An octet of urgent data (RFC 9293 §3.8.5) does not disturb those before and after it.",
    hint="Leave urgent data alone: recv() returns the other octets. Do not treat an exceptional condition of select() "
    "or poll() as an error.",
    rests_on=(OCTETS_COME_BACK,),
)


@verifies(URGENT)
@pytest.mark.sockets("urgent data")
def test_octets_around_an_urgent_one_come_back(stream: StreamPeer) -> None:
    assert stream.exchange(b"before") == b"before"
    stream.stream.send_urgent(b"!")
    stream.send(b"after")
    received = stream.receive(len(b"after"))
    if received.startswith(b"!"):  # the server has it among the others (SO_OOBINLINE)
        received = received[1:] + stream.receive(1)
    assert received == b"after"
