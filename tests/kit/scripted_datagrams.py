"""A server of datagrams that a test scripts."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.sansio import Datagrams, Peer


class Scripted(Datagrams):
    """Answers each datagram by a function of its number, which begins at 1, and its octets."""

    def __init__(self, answers: Callable[[int, bytes], list[bytes]]) -> None:
        super().__init__()
        self.answers, self.received = answers, list[bytes]()

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.received.append(datagram)
        for answer in self.answers(len(self.received), datagram):
            self.send(answer, peer)
