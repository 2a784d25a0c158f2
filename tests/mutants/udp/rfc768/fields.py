"""Mutants for RFC 768  Fields"""

from __future__ import annotations

from conformance.udp.rfc768.test_fields import FROM_THE_PORT_ASKED, LENGTH_OF_EACH, TO_THE_SOURCE_PORT
from conformance.udp.rfc8085.test_05_programming_guidelines import FROM_THE_ADDRESS_ASKED
from reference_impls.sansio import Peer
from reference_impls.services.echo import EchoOverUdp
from tests.mutants import mutant


@mutant(TO_THE_SOURCE_PORT)
class RemembersThePort(EchoOverUdp):
    """Keeps the port from which an address sent first, and sends all replies there."""

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        ports = self.__dict__.setdefault("ports", {})
        super().receive(datagram, peer._replace(port=ports.setdefault(peer.host, peer.port)), now)


@mutant(FROM_THE_PORT_ASKED, also={FROM_THE_ADDRESS_ASKED: "a connected socket is given nothing from another port"})
class AnswersFromANewSocket(EchoOverUdp):
    """Opens a socket for the answers, whose port the system chooses."""

    answers_from = 50007


@mutant(LENGTH_OF_EACH)
class Collects(EchoOverUdp):
    """Collects what a client sends until it has sent nothing for a moment, and sends it back at once."""

    DELAY = 0.01  # seconds

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        collected = self.__dict__.setdefault("collected", {})
        collected.setdefault(peer, []).append(datagram)
        self.deadline = now + self.DELAY

    def expire(self, now: float) -> None:
        for peer, datagrams in self.__dict__.pop("collected", {}).items():
            self.send(b"".join(datagrams), peer)
        self.deadline = float("inf")
