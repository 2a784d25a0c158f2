"""Datagrams that are answered later than at once."""

from __future__ import annotations

import math

from reference_impls.sansio import Datagrams, Peer


class Late(Datagrams):
    """Answers a moment later; the last of those that came in this time is answered first."""

    DELAY = 0.02  # seconds

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.waiting = [*self.__dict__.get("waiting", []), (datagram, peer)]
        self.deadline = min(self.deadline, now + self.DELAY)

    def expire(self, now: float) -> None:
        self.deadline = math.inf
        for datagram, peer in reversed(self.__dict__.pop("waiting", [])):
            super().receive(datagram, peer, now)
