"""What the harness must know about services over TCP: the scheme, the peer, the baseline exchange."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.engine.survival import Survival
from conformance.harness.net.stream import RST
from conformance.services.names import EXAMPLE, OTHER, SERVICES
from conformance.tcp.peer import StreamPeer
from conformance.tcp.recognition import SERVICE, recognize
from conformance.tcp.repair_order import REPAIR_ORDER


def baseline(attempt: Attempt) -> str:
    """The plainest thing that the service does: return what is wrong, or an empty text."""
    service = attempt.target.capabilities.get(SERVICE, OTHER)
    return BASELINES[service](StreamPeer(attempt))


def _echoes(stream: StreamPeer) -> str:
    nonce = stream.attempt.octets(8).hex().encode()
    return "" if stream.exchange(nonce) == nonce else f"a short text does not come back: {stream.attempt.actual}"


def _accepts(stream: StreamPeer) -> str:
    """Nothing is known of it, or it never answers: a connection has to be accepted, and not reset at once."""
    return "it resets connections" if stream.stream.receive(stream.attempt.clock.now()) == RST else ""


def _speaks(stream: StreamPeer) -> str:
    """A time that is not known may be told by closing without a word (RFC 868)."""
    return "" if stream.receive(1) or stream.ended == "FIN" else f"it sends nothing: {stream.attempt.actual}"


BASELINES: dict[str, Callable[[StreamPeer], str]] = {
    "echo": _echoes,
    **dict.fromkeys(("discard", OTHER), _accepts),
    **dict.fromkeys(("chargen", "daytime", "time", "qotd"), _speaks),
}

PROTOCOL = ProtocolSpec(
    name="tcp",
    ports={"tcp": 0},
    tls_schemes={},
    capabilities={SERVICE: EXAMPLE, "tcp.udp": "yes"},
    assumed=lambda url: {},
    peers={"stream": StreamPeer, "survival": Survival},
    alone=frozenset({"survival"}),
    baseline=baseline,
    recognize=recognize,
    guessed=False,
    discover=lambda fresh: {},
    server_banner=lambda received: "",
    idle_preamble=b"h",
    trim_for_lint=len,
    reference="--transport tcp",
    services=SERVICES,
    service=SERVICE,
    repair_order=REPAIR_ORDER,
)
