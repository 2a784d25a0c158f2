"""Clients side by side: RFC 862 to 868 do not ask for it, but whoever uses a server that serves many expects it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.tcp.behaviour import require_side_by_side
from conformance.tcp.bounds import A_WHILE
from conformance.tcp.octets import KIB, MIB, numbered
from conformance.tcp.pace import as_many_as_are_served
from conformance.tcp.peer import StreamPeer
from conformance.tcp.plainest import fault
from conformance.tcp.robustness import ROBUSTNESS

section = ROBUSTNESS.section("tcp", "Services over TCP")

SMALL = 16 * KIB  # octets of the receive buffers of many clients: a service that sends without end fills each of them

NO_ONE_BLOCKS = section.robustness(
    "no-client-blocks-others",
    role=SERVER,
    text="A server of many clients serves a client beside others that say nothing, stop reading, or send slowly.",
    hint="Give each connection a thread or a task; in an event loop, never wait for one connection: keep what send() "
    "did not take until the socket can be written.",
)


def say_nothing(stream: StreamPeer) -> None:
    """Connect, and do nothing."""


def begin(stream: StreamPeer) -> None:
    """Send one octet."""
    stream.send(b"h")


def stop_reading(stream: StreamPeer) -> None:
    """Send until the target takes no more, and read nothing."""
    stream.offer(numbered(stream.attempt, 256 * KIB), 16 * MIB, A_WHILE)


FEW_OTHERS = ((begin, 1), (stop_reading, 1), (stop_reading, 3))
MANY_OTHERS = ((say_nothing, 50), (begin, 100))  # alone: a service that sends without end is busy with each of them
OTHERS = [
    *(pytest.param(do, count, id=f"{count} {do.__name__}") for do, count in FEW_OTHERS),
    *(pytest.param(do, count, id=f"{count} {do.__name__}", marks=pytest.mark.alone) for do, count in MANY_OTHERS),
]


@verifies(NO_ONE_BLOCKS)
@pytest.mark.connections(102)
@pytest.mark.parametrize(("do", "count"), OTHERS)
def test_a_client_is_served_beside_others(stream: StreamPeer, do: Callable[[StreamPeer], None], count: int) -> None:
    require_side_by_side(stream)
    with stream.attempt.aside():
        for _ in range(count):
            do(stream.another(window=SMALL))
    assert not fault(stream)


SERVES_MANY = section.robustness(
    "serves-many-clients",
    role=SERVER,
    text="A server of many clients serves each of 500 that are connected at once, of 200 that connect in one moment, "
    "and of 1,000 that come one after the other.",
    hint="Give listen() a backlog of some hundred, close each socket when its client has gone, and raise the limit of "
    "open files (ulimit -n) if the server has reached it.",
)


@verifies(SERVES_MANY)
@pytest.mark.alone
@pytest.mark.connections(501)
@pytest.mark.parametrize("count", [200, 500])
def test_each_of_many_connections_is_served(stream: StreamPeer, count: int) -> None:
    require_side_by_side(stream)
    asked = as_many_as_are_served(stream, count)
    clients = [stream.another(window=SMALL) for _ in range(count)]
    for client in clients[-asked:]:
        assert not fault(client)


@verifies(SERVES_MANY)
@pytest.mark.alone
@pytest.mark.connections(1001)
def test_each_of_many_clients_is_served_one_after_the_other(stream: StreamPeer) -> None:
    for _ in range(as_many_as_are_served(stream, 1000)):
        client = stream.another()
        assert not fault(client)
        client.hang_up()
