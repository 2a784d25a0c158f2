"""Finds out which service a target offers over TCP, by a connection on which a short text is sent."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.stream import FIN, SILENCE
from conformance.services.names import OTHER
from conformance.services.recognition import has_pattern, service_of
from conformance.tcp.bounds import GREETING
from conformance.tcp.peer import StreamPeer

SERVICE = "tcp.service"
AT_ONCE = 1 / 16  # of the patience: a service that speaks first does so within this time
SWALLOWED = 256 * 1024  # octets that only a service that throws them away reads without an answer


def recognize(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find the service, unless the user has named it; raises ``TargetGone`` where no connection is accepted."""
    attempt = fresh()
    try:
        return {} if SERVICE in attempt.target.capabilities else {SERVICE: _service(StreamPeer(attempt))}
    finally:
        attempt.close()


def _service(stream: StreamPeer) -> str:
    """Listen for a moment: what speaks first is known by what it says. What does not is sent something."""
    attempt = stream.attempt
    greeting = stream.arrives_within(attempt.patience * AT_ONCE)
    if isinstance(greeting, bytes):
        return _by_its_words(stream, greeting)
    nonce = attempt.octets(16).hex().encode() + b"\r\n"
    if greeting == SILENCE and stream.exchange(nonce) == nonce:
        return "echo"
    return "discard" if _is_swallowed(stream) else OTHER


def _by_its_words(stream: StreamPeer, greeting: bytes) -> str:
    """A service that goes on without end sends characters; one that has said everything closes."""
    if has_pattern(greeting):
        return "chargen"
    greeting += stream.receive(GREETING)
    return service_of(greeting, stream.attempt.clock.today()) if stream.ended == FIN else OTHER


def _is_swallowed(stream: StreamPeer) -> bool:
    """Whether many octets are read, and nothing but FIN answers the end of them."""
    if stream.ended != SILENCE:
        return False
    stream.send(bytes(SWALLOWED))
    stream.half_close()
    return stream.receive(1) == b"" and stream.ended == FIN
