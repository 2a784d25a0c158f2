"""What a liar over UDP is."""

from __future__ import annotations

from reference_impls.sansio import Datagrams, Peer
from tests.kit.protocols import Core
from tests.liars.liar import AnyLiar


class DatagramLiar(AnyLiar, Datagrams):
    """A server that treats every datagram alike, but for those that it is honest to; ``lie`` says how."""

    def __init__(self, reference: Core, shameless: bool) -> None:
        super().__init__(reference, shameless)
        self._honest = reference()

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        """Answer as the reference would, or lie."""
        if self.is_honest_to(datagram):
            self._honest.receive(datagram, peer, now)
            self._out += self._honest.to_send()
        else:
            self.lie(datagram, peer, now)

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        """Queue what is sent for a datagram."""
