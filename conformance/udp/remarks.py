"""What the user should hear of a service over UDP although no RFC asks for it."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.datagrams import Datagram
from conformance.services.names import CHARGEN, ECHO, QOTD
from conformance.udp.exchanges import quiet_time
from conformance.udp.peer import DatagramPeer
from conformance.udp.recognition import SERVICE

SIZES = (65507, 8192, 1473, 1472)  # octets: the most over IPv4, and around what Ethernet carries in one packet
BURST = 200  # datagrams


def remarks(fresh: Callable[[], Attempt]) -> list[str]:
    """Measure once, with few datagrams; say what is worth a line."""
    attempt = fresh()
    try:
        datagrams, service = DatagramPeer(attempt), attempt.target.capabilities.get(SERVICE)
        if service == ECHO:
            return [*_on_size(datagrams), *_on_burst(datagrams)]
        return _on_amplification(datagrams) if service in (CHARGEN, QOTD) else []
    finally:
        attempt.close()


def _on_size(datagrams: DatagramPeer) -> list[str]:
    """Larger datagrams than every host can receive may be refused; a client wants to know."""
    largest = next((size for size in SIZES if _comes_back(datagrams.another(), size)), 0)
    if largest == SIZES[0]:
        return []
    return [
        f"datagrams of {largest} octets come back, larger ones that were tried do not"
        if largest
        else f"datagrams of {SIZES[-1]} octets and more do not come back, which is legal"
    ]


def _comes_back(datagrams: DatagramPeer, size: int) -> bool:
    sent = datagrams.send(bytes(size))
    received = datagrams.glance(quiet_time(datagrams)) if sent else None
    return isinstance(received, Datagram) and len(received.octets) == size


def _on_burst(datagrams: DatagramPeer) -> list[str]:
    """UDP may lose and reorder; where nothing lies between, it hardly does."""
    for number in range(BURST):
        datagrams.send(b"%03d" % number)
    arrived: list[bytes] = []
    while len(arrived) < BURST and isinstance(received := datagrams.glance(quiet_time(datagrams)), Datagram):
        arrived.append(received.octets)
    lost, in_order = BURST - len(arrived), arrived == sorted(arrived)
    if not lost and in_order:
        return []
    return [
        f"of a burst of {BURST} datagrams, {lost} did not come back{'' if in_order else ', others in another order'}"
    ]


def _on_amplification(datagrams: DatagramPeer) -> list[str]:
    """An answer that is larger than its request helps those who send requests in the name of others."""
    datagrams.send(b"?")
    received = datagrams.glance(quiet_time(datagrams))
    if not isinstance(received, Datagram) or len(received.octets) < 2:
        return []
    return [
        f"one octet is answered by {len(received.octets)}: with forged source addresses, this service can be used to "
        "flood others (RFC 8085 section 6), so keep it from the Internet"
    ]
