"""Robustness 3  Large and many: clients that keep a connection and leave something undone."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.helpers.limits import incompressible_text
from conformance.websocket.peer import WebSocket
from conformance.websocket.robustness import ROBUSTNESS
from conformance.websocket.wire import BINARY, TEXT, frame

section = ROBUSTNESS.section("3", "Large and many")

OTHERS = section.robustness(
    "others-are-served",
    role=SERVER,
    text="What one client does, or leaves undone, keeps no other from being served.",
    hint="Never wait for one connection alone: not for the rest of a frame, and not for a client that does not read.",
)


@verifies(OTHERS)
@pytest.mark.alone
@pytest.mark.parametrize("octets", [b"", frame(TEXT, b"*" * 700)[:9]], ids=["between frames", "within a frame"])
def test_clients_that_wait_block_nobody(websocket: WebSocket, octets: bytes) -> None:
    assert is_served_beside(websocket, 8, octets)


@verifies(OTHERS)
@pytest.mark.alone
@pytest.mark.heavy
@pytest.mark.parametrize("octets", [b"", frame(TEXT, b"*" * 700)[:9]], ids=["between frames", "within a frame"])
def test_many_clients_that_wait_block_nobody(websocket: WebSocket, octets: bytes) -> None:
    assert is_served_beside(websocket, 60, octets)


@verifies(OTHERS)
@pytest.mark.alone
@pytest.mark.heavy
def test_a_client_that_does_not_read_blocks_nobody(websocket: WebSocket) -> None:
    require_several_connections(websocket)
    message, entries = frame(BINARY, incompressible_text(60000)), websocket.attempt.transcript.entries
    for _ in range(500):
        websocket.send_octets(message)
        if entries[-1].mark == "!":  # it stopped reading, or has closed
            break
    assert websocket.open_another().is_alive()


@verifies(OTHERS)
@pytest.mark.alone
@pytest.mark.parametrize("count", [0, 20], ids=["before the handshake", "within the handshake"])
def test_a_client_that_does_not_shake_hands_blocks_nobody(handshake: Handshake, count: int) -> None:
    """A target that is busy with one handshake at a time may well serve several connections after it."""
    require_two_side_by_side(handshake)
    idle = Handshake(handshake.attempt)
    idle.open()
    if count:
        idle.stream.send(idle.fill(REQUEST)[:count])
    assert Handshake(handshake.attempt).opens()


def require_several_connections(websocket: WebSocket) -> int:
    """How many connections the target serves at once; not applicable where that is one."""
    if (jobs := websocket.attempt.target.jobs) < 2:
        not_applicable("the target serves one connection at a time")
    return jobs


def is_served_beside(websocket: WebSocket, count: int, octets: bytes) -> bool:
    """Whether a client is served beside as many others, at the most, that sent these octets and nothing more."""
    waiting = [websocket]
    waiting += [websocket.open_another() for _ in range(min(count, require_several_connections(websocket) - 1) - 1)]
    for one in waiting:
        one.send_octets(octets)
    return websocket.open_another().is_alive()


def require_two_side_by_side(handshake: Handshake) -> None:
    """End the case as not applicable where a second handshake is not answered while a first connection is open."""
    if not (handshake.opens() and Handshake(handshake.attempt).opens()):
        not_applicable("the target serves one connection at a time")
