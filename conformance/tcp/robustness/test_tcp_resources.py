"""What clients leave behind in a server, or make it hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.runner.plugin import verifies
from conformance.harness.targets.resources import Resources
from conformance.model import SERVER, not_applicable
from conformance.tcp.bounds import A_WHILE
from conformance.tcp.octets import MIB, numbered
from conformance.tcp.pace import as_many_as_are_served
from conformance.tcp.peer import StreamPeer
from conformance.tcp.plainest import fault
from conformance.tcp.robustness import ROBUSTNESS

section = ROBUSTNESS.section("tcp", "Services over TCP")

LEAVES_NOTHING = section.robustness(
    "leaves-nothing-behind",
    role=SERVER,
    text="A connection that has ended, well or by a reset, leaves neither descriptors nor memory behind.",
    hint="Close the socket on every way out of the code that serves it, by finally or a with statement, and keep no "
    "list of connections from which they are never removed.",
)

CONNECTIONS = 200
DESCRIPTORS, MEMORY = 100, 64 * MIB  # less than one, and than a third of a megabyte, a connection


def closes(stream: StreamPeer) -> None:
    """Be served, and close."""
    fault(stream)
    stream.hang_up()


def resets(stream: StreamPeer) -> None:
    """Be served, and reset."""
    fault(stream)
    stream.reset()


def require_speed(resources: Resources) -> None:
    """End the case as not applicable where the target cannot serve so many connections in some patiences."""
    attempt = Attempt(resources.target, resources.attempt.patience, run=resources.attempt.run)
    try:
        served = as_many_as_are_served(StreamPeer(attempt), CONNECTIONS)
    finally:
        attempt.close()
    if served < CONNECTIONS:
        not_applicable(f"the target is slow: {served} of {CONNECTIONS} connections would take long enough")


@verifies(LEAVES_NOTHING)
@pytest.mark.sockets("what a process holds")
@pytest.mark.parametrize("leave", [closes, resets])
def test_clients_leave_nothing_behind(resources: Resources, leave: Callable[[StreamPeer], None]) -> None:
    require_speed(resources)
    resources.load(lambda attempt: leave(StreamPeer(attempt)), CONNECTIONS)
    grown = resources.growth(DESCRIPTORS, MEMORY)
    assert grown.under_load.descriptors < DESCRIPTORS
    assert grown.under_load.memory < MEMORY


BOUNDED = section.robustness(
    "bounded-memory",
    role=SERVER,
    text="Hold a bounded number of octets for a client that sends without reading: stop reading from it, or close.",
    hint="Read the next octets when the last ones are sent. In an event loop, pause reading while much waits "
    "to be sent (asyncio: await writer.drain(); Node: pause() until 'drain').",
)

OFFERED, HELD = 192 * MIB, 48 * MIB


@verifies(BOUNDED)
@pytest.mark.sockets("the memory of a process")
def test_memory_is_bounded_for_a_client_that_does_not_read(resources: Resources) -> None:
    attempt = Attempt(resources.target, resources.attempt.patience, run=resources.attempt.run)
    client = StreamPeer(attempt)
    client.offer(numbered(attempt, MIB), OFFERED, A_WHILE)
    grown = resources.growth(DESCRIPTORS, HELD)
    attempt.close()
    assert grown.under_load.memory < HELD
