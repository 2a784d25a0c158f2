"""What the user should hear of a service over TCP although no RFC asks for it."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.datagrams import Datagram
from conformance.tcp.bounds import A_WHILE

BOTH = "tcp.udp"  # the capability: the same port serves datagrams as well


def remarks(fresh: Callable[[], Attempt]) -> list[str]:
    """Where the user says that the port serves UDP as well, say how that is judged, or that nothing answers there."""
    attempt = fresh()
    try:
        return [_on_datagrams(attempt)] if attempt.target.capabilities.get(BOTH) == "yes" else []
    finally:
        attempt.close()


def _on_datagrams(attempt: Attempt) -> str:
    datagrams, place = attempt.datagrams(connected=True), attempt.target.url.hostport
    datagrams.send(attempt.octets(8).hex().encode())
    if isinstance(datagrams.receive(attempt.clock.now() + A_WHILE), Datagram):
        return f"the port answers datagrams as well: judge them by --target udp://{place}"
    return f"no datagram is answered, though {BOTH}=yes says so; judge UDP by --target udp://{place}"
