"""RFC 6455 §5.5.2  Ping"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed
from conformance.model import SERVER, not_applicable
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Frame, frame

section = RFC6455.section("5.5.2", "Ping")

ANSWER_A_PING = section.must(
    "answer-a-ping",
    role=SERVER,
    text="Answer a ping with a pong, unless a Close was received.",
    hint="The frame layer answers pings by itself, whatever the application is doing.",
)


@pytest.mark.baseline
@verifies(ANSWER_A_PING)
def test_a_ping_is_answered(websocket: WebSocket) -> None:
    websocket.send(PING, b"there?")
    assert websocket.receive(PONG) == Frame(PONG, b"there?")


@verifies(ANSWER_A_PING)
@pytest.mark.parametrize("at", [1, 2, 4, 6, 11])
def test_a_ping_in_pieces_is_answered(websocket: WebSocket, at: int) -> None:
    ping = frame(PING, b"there?")
    websocket.send_in_pieces(ping[:at], ping[at:])
    assert websocket.receive(PONG) == Frame(PONG, b"there?")


@verifies(ANSWER_A_PING)
def test_a_ping_of_125_octets_in_many_pieces_is_answered(websocket: WebSocket) -> None:
    ping = frame(PING, b"*" * 125)
    websocket.send_in_pieces(*(ping[at : at + 10] for at in range(0, len(ping), 10)))
    answer = websocket.receive(PONG)  # what it carries is judged in §5.5.3
    assert isinstance(answer, Frame)
    assert answer.opcode == PONG


@verifies(ANSWER_A_PING)
def test_of_several_pings_the_last_is_answered(websocket: WebSocket) -> None:
    """Only the last of the pings not answered yet needs a pong (§5.5.3). No other row sends two pings together."""
    for count in (2, 10, 32):
        pings = [b"%d of %d" % (number, count) for number in range(1, count + 1)]
        websocket.send_octets(b"".join(frame(PING, payload) for payload in pings))
        assert websocket.receive_pong(pings[-1]) == Frame(PONG, pings[-1])


@verifies(ANSWER_A_PING)
def test_ping_after_ping_is_answered(websocket: WebSocket) -> None:
    for number in range(32):
        websocket.send(PING, b"%d" % number)
        assert websocket.receive(PONG) == Frame(PONG, b"%d" % number)


UNFINISHED = {
    "one-fragment": frame(TEXT, b"Hel", fin=False),
    "empty-fragment": frame(BINARY, fin=False),
    "two-fragments": frame(TEXT, b"H", fin=False) + frame(CONTINUATION, b"el", fin=False),
}


@verifies(ANSWER_A_PING)
@pytest.mark.parametrize("octets", UNFINISHED.values(), ids=UNFINISHED)
def test_a_ping_amid_fragments_is_answered_at_last(websocket: WebSocket, octets: bytes) -> None:
    """Before the message ends or after it: ``answer-soon`` judges whether that is soon enough."""
    websocket.send_octets(octets)
    websocket.send(PING, b"there?")
    websocket.send(CONTINUATION, b"lo")
    answer = websocket.receive(PONG)
    if (isinstance(answer, Frame) and answer.opcode == CLOSE) or isinstance(answer, Closed):
        not_applicable("the target closes the connection instead, which other cases judge")
    assert answer == Frame(PONG, b"there?")


PROMPT = section.should(
    "answer-soon",
    role=SERVER,
    rests_on=(
        CONTROL_AMID,
        ANSWER_A_PING,
    ),
    text="Answer a ping as soon as is practical: while a message is still under way.",
    hint="Handle control frames when they arrive, not when a message is complete.",
)


@verifies(PROMPT)
def test_pings_are_answered_in_their_order(websocket: WebSocket) -> None:
    """If a pong overtakes an earlier one, that one was not sent as soon as practical. Pings may be skipped (§5.5.3)."""
    pings = [b"%d of 8" % number for number in range(1, 9)]
    pongs = [pong.payload for pong in websocket.exchange(b"".join(frame(PING, one) for one in pings)).pongs]
    if len(answered := [one for one in pongs if one in pings]) < 2:
        not_applicable("the target answers only one of several pings")
    assert answered == sorted(answered)


@verifies(PROMPT)
@pytest.mark.parametrize("octets", UNFINISHED.values(), ids=UNFINISHED)
def test_a_ping_is_answered_before_the_message_ends(websocket: WebSocket, octets: bytes) -> None:
    websocket.send_octets(octets)
    websocket.send(PING, b"there?")
    assert websocket.receive(PONG) == Frame(PONG, b"there?")
