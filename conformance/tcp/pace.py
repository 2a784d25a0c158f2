"""How fast a service over TCP is, so that cases ask no more of it than it can do in some patiences."""

from __future__ import annotations

from conformance.harness.net.stream import SILENCE
from conformance.model import TargetGone
from conformance.services.names import ECHO, MAY_BE_SILENT
from conformance.tcp.octets import numbered
from conformance.tcp.peer import StreamPeer
from conformance.tcp.plainest import fault
from conformance.tcp.recognition import SERVICE

FEW = 256  # octets
SECONDS = 10.0  # that clients may take who are served one after the other


def drips(stream: StreamPeer) -> bool:
    """Whether the octets of an answer come so slowly that few have come after a patience, and more would."""
    service = stream.attempt.target.capabilities[SERVICE]
    try:
        if service == ECHO:
            stream.send(numbered(stream.attempt, FEW))
        return service not in MAY_BE_SILENT and _few_come_late(stream)
    except TargetGone:
        return False
    finally:
        stream.attempt.close()


def _few_come_late(stream: StreamPeer) -> bool:
    """Read for a patience: whether there were few octets and no end, and some came in the second half of it."""
    clock, patience = stream.attempt.clock, stream.attempt.patience
    count, began, latest = 0, clock.now(), 0.0
    while count < FEW:
        received = stream.arrives_within(began + patience - clock.now())
        if not isinstance(received, bytes):
            return received == SILENCE and latest > patience / 2
        count, latest = count + len(received), clock.now() - began
    return False


def as_many_as_are_served(stream: StreamPeer, most: int) -> int:
    """Return how many clients, at most ``most``, are served one after the other in ``SECONDS``, by one that is now.

    A server may be slow: then fewer clients tell what many tell of a fast one.
    """
    clock = stream.attempt.clock
    began, client = clock.now(), stream.another()
    with stream.attempt.aside():
        fault(client)
    client.hang_up()
    took = clock.now() - began
    return most if took * most <= SECONDS else max(1, int(SECONDS / took))
