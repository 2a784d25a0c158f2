"""Robustness 3  Large and many: small frames without number."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed
from conformance.model import SERVER
from conformance.websocket.bounds import LIMIT
from conformance.websocket.peer import WebSocket
from conformance.websocket.robustness import ROBUSTNESS
from conformance.websocket.robustness.test_3_large_and_many import K, whole_or_failed
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Frame, frame

section = ROBUSTNESS.section("3", "Large and many")

HEAVY = pytest.param(10_000, marks=[pytest.mark.heavy, pytest.mark.alone])

FRAGMENTS = section.robustness(
    "many-fragments",
    role=SERVER,
    text="A message of very many fragments is delivered whole, or the connection fails; one that never ends costs its "
    "own connection at the most.",
    hint="Add each fragment to one buffer, count fragments too, and close with 1008 or 1009 at your limit "
    "(RFC 6455 §10.4).",
)


@verifies(FRAGMENTS)
@pytest.mark.parametrize("count", [2000, HEAVY])
def test_a_message_with_many_empty_fragments_is_delivered_or_refused(websocket: WebSocket, count: int) -> None:
    empty = frame(CONTINUATION, b"", fin=False) * count
    octets = frame(TEXT, b"Hel", fin=False) + empty + frame(CONTINUATION, b"lo")
    assert whole_or_failed(websocket, octets, Frame(TEXT, b"Hello"))


@verifies(FRAGMENTS)
@pytest.mark.parametrize(
    ("size", "count"), [(64 * K, 16), pytest.param(64 * K, 512, marks=[pytest.mark.heavy, pytest.mark.alone])]
)
def test_a_message_that_never_ends_harms_nobody(websocket: WebSocket, size: int, count: int) -> None:
    websocket.require_pongs()  # amid a message, nothing else can be answered
    websocket.send_octets(frame(BINARY, bytes(size), fin=False))
    fragment, entries = frame(CONTINUATION, bytes(size), fin=False), websocket.attempt.transcript.entries
    while (count := count - 1) and entries[-1].mark != "!":  # it stopped reading, or has closed
        websocket.send_octets(fragment)
    websocket.send(PING, b"there?")
    assert answered_or_failed(websocket, b"there?")
    assert websocket.open_another().is_alive()


PINGS = section.robustness(
    "many-pings",
    role=SERVER,
    text="After pings without pause another one is answered, or the connection fails; and others are served.",
    hint="Where pongs pile up, answer the most recent ping only (RFC 6455 §5.5.3), or close with 1008.",
)


@verifies(PINGS)
@pytest.mark.parametrize("count", [1000, HEAVY])
def test_after_many_pings_another_is_answered(websocket: WebSocket, count: int) -> None:
    websocket.require_pongs()
    websocket.limit = LIMIT + 4 * K * count  # as many frames may come as pings go out, and more
    seen = websocket.exchange(b"".join(frame(PING, b"%d" % number) for number in range(count)))
    assert seen.failed or seen.answered
    websocket.close()
    assert websocket.open_another().is_alive()


def answered_or_failed(websocket: WebSocket, payload: bytes) -> bool:
    """Whether the ping with this payload is answered, or the connection fails; the connection is closed then."""
    heard = websocket.receive(PONG)
    websocket.close()
    return isinstance(heard, Closed) or (
        isinstance(heard, Frame) and (heard.opcode == CLOSE or heard.payload == payload)
    )
