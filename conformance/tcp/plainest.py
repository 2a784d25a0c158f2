"""The plainest exchange with each service: the baseline, and how cases see that a client is served."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.net.stream import FIN, RST
from conformance.services.names import OTHER
from conformance.tcp.bounds import GREETING
from conformance.tcp.facts import ENDS
from conformance.tcp.peer import StreamPeer
from conformance.tcp.recognition import SERVICE


def fault(stream: StreamPeer) -> str:
    """Return what is wrong with the plainest exchange of the target's service, or an empty text."""
    return EXCHANGES[stream.attempt.target.capabilities.get(SERVICE, OTHER)](stream)


def _echoes(stream: StreamPeer) -> str:
    nonce = stream.attempt.octets(8).hex().encode()
    return "" if stream.exchange(nonce) == nonce else f"a short text does not come back: {stream.attempt.actual}"


def _accepts(stream: StreamPeer) -> str:
    """Nothing is known of it, or it never answers: a connection has to be accepted, and not reset at once."""
    if stream.stream.receive(stream.attempt.clock.now()) == RST:
        return "it resets connections"
    if stream.attempt.target.measured.get(ENDS) and not ends_with_the_client(stream):
        return "it does not end a connection that the client has ended, as it did at first"
    return ""


def _speaks(stream: StreamPeer) -> str:
    """A time that is not known may be told by closing without a word (RFC 868)."""
    return "" if stream.receive(1) or stream.ended == FIN else f"it sends nothing: {stream.attempt.actual}"


def ends_with_the_client(stream: StreamPeer) -> bool:
    """Send a text and FIN; return whether the target ends the connection as well."""
    stream.send(stream.attempt.octets(8).hex().encode())
    stream.half_close()
    return stream.ends(GREETING)


EXCHANGES: dict[str, Callable[[StreamPeer], str]] = {
    "echo": _echoes,
    **dict.fromkeys(("discard", OTHER), _accepts),
    **dict.fromkeys(("chargen", "daytime", "time", "qotd"), _speaks),
}
