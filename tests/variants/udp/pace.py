"""What legal variants over UDP have in common that answer later than at once."""

from __future__ import annotations

import math

from reference_impls.sansio import Peer
from reference_impls.services.service import DatagramService


class OneByOne(DatagramService):
    """Takes a twentieth of a second for each datagram, and serves one after the other, as with ``time.sleep``."""

    TAKES = 0.05  # seconds
    ROOM = 100  # datagrams that wait; others are lost

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.waiting = [*self.__dict__.get("waiting", []), (datagram, peer)][: self.ROOM]
        self.deadline = min(self.deadline, now + self.TAKES)

    def expire(self, now: float) -> None:
        (datagram, peer), *self.waiting = self.waiting
        super().receive(datagram, peer, now)
        self.deadline = now + self.TAKES if self.waiting else math.inf
