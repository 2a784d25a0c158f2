"""Clients that go away in any way, and what is left of the server."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.harness.engine.survival import Survival
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.tcp.behaviour import takes_turns
from conformance.tcp.bounds import A_WHILE, GREETING
from conformance.tcp.octets import KIB, MIB, numbered
from conformance.tcp.pace import as_many_as_are_served
from conformance.tcp.peer import StreamPeer
from conformance.tcp.plainest import fault
from conformance.tcp.robustness import ROBUSTNESS

section = ROBUSTNESS.section("tcp", "Services over TCP")

SURVIVES = section.robustness(
    "survives-every-client",
    role=SERVER,
    text="No client ends the server or keeps it from serving others, whatever it sends and however it leaves.",
    hint="Catch the errors of one connection in the code that serves it, ConnectionResetError and BrokenPipeError too; "
    "in C, ignore SIGPIPE.",
)


@verifies(SURVIVES)
@pytest.mark.sockets("a process that may end")
def test_it_survives_every_client(survival: Survival) -> None:
    assert not survival.casualties


SERVES_THE_NEXT = section.robustness(
    "serves-the-next-client",
    role=SERVER,
    text="Serve the next client after one that went away in the middle, by a reset or without reading what was sent.",
    hint="Whatever ends the code that serves a connection, close the socket and go on accepting: use try and finally.",
)


def closes(stream: StreamPeer) -> None:
    """Connect and close."""
    assert stream.stream
    stream.hang_up()


def resets(stream: StreamPeer) -> None:
    """Connect and reset."""
    assert stream.stream
    stream.reset()


def resets_after_octets(stream: StreamPeer) -> None:
    """Send much, and reset before all of it can be answered."""
    stream.send(numbered(stream.attempt, MIB))
    stream.reset()


def closes_without_reading(stream: StreamPeer) -> None:
    """Have the server write, and close: the system answers what still comes by RST."""
    stream.offer(numbered(stream.attempt, 256 * KIB), 256 * KIB, A_WHILE)
    stream.hang_up()


def resets_a_server_that_waits(stream: StreamPeer) -> None:
    """Read nothing until the server can write no more, and reset."""
    stream.offer(numbered(stream.attempt, MIB), 16 * MIB, A_WHILE)
    stream.reset()


def resets_after_fin(stream: StreamPeer) -> None:
    """Send something, end one side, and reset."""
    stream.send(b"hello")
    stream.half_close()
    stream.reset()


def resets_after_an_answer(stream: StreamPeer) -> None:
    """Have an exchange that is in order, and reset."""
    fault(stream)
    stream.reset()


def sends_to_a_server_that_closed(stream: StreamPeer) -> None:
    """End one side, read until the end, and reset."""
    stream.half_close()
    stream.ends(GREETING)
    stream.reset()


FEW = 3  # clients of a server that serves one at a time: the next one waits until it has seen that these are gone
LEAVING = (
    (closes, 100),
    (resets, 20),
    (resets_after_octets, 5),
    (closes_without_reading, 20),
    (resets_a_server_that_waits, 1),
    (resets_after_fin, 20),
    (resets_after_an_answer, 20),
    (sends_to_a_server_that_closed, 1),
)


@verifies(SERVES_THE_NEXT)
@pytest.mark.connections(102)
@pytest.mark.parametrize(("leave", "times"), LEAVING, ids=[leave.__name__ for leave, _ in LEAVING])
def test_the_next_client_is_served(stream: StreamPeer, leave: Callable[[StreamPeer], None], times: int) -> None:
    for _ in range(FEW if takes_turns(stream) else as_many_as_are_served(stream, times)):
        with stream.attempt.aside():
            leave(stream.another())
        if stream.attempt.silent:
            break
    assert not fault(stream)
