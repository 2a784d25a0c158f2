"""What the servers of the small services have in common, over TCP and over UDP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reference_impls.sansio import Connection, Datagrams, Peer

SERVICE_PORTS = frozenset({7, 9, 13, 17, 19, 37})
"""The ports of these services: two servers that answer each other would never stop."""


@dataclass(frozen=True)
class Site:
    """What the services need that does not come from the client. ``random`` returns so many octets."""

    random: Callable[[int], bytes]
    quotes: tuple[bytes, ...] = (b"Be conservative in what you send, and careful in what you accept.\r\n",)


class StreamService(Connection):
    """A service over TCP: one connection."""

    def __init__(self, site: Site, today: Callable[[], float]) -> None:
        super().__init__()
        self.site, self.today = site, today


class DatagramService(Datagrams):
    """A service over UDP: each datagram is a request, and the answer to it is one datagram at the most."""

    def __init__(self, site: Site, today: Callable[[], float]) -> None:
        super().__init__()
        self.site, self.today = site, today

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        """Answer the peer, unless it is a service itself."""
        if self.may_be_answered(peer) and (answer := self.answer(datagram)) is not None:
            self.send(answer, peer)

    def may_be_answered(self, peer: Peer) -> bool:
        return peer.port not in SERVICE_PORTS

    def answer(self, datagram: bytes) -> bytes | None:
        """Return the answer to a datagram; None for none."""
        raise NotImplementedError
