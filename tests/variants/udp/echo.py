"""Legal variants of the echo service over UDP."""

from __future__ import annotations

from reference_impls.sansio import Peer
from reference_impls.services.echo import EchoOverUdp
from reference_impls.shells import aio, threads
from tests.variants.late import Late
from tests.variants.udp.pace import OneByOne
from tests.variants.variant import Variant

SERVICE_PORTS = 1024  # ports below it belong to services


class AnswersInAnotherOrder(Late, EchoOverUdp):
    """Answers a moment later, the last datagram first: UDP keeps no order."""


class TakesItsTime(OneByOne, EchoOverUdp):
    """Takes long for each datagram, and loses those for which it has no room."""


class WithholdsAnswersToServices(EchoOverUdp):
    """Answers no port of a service, so that two services do not answer each other for ever."""

    def may_be_answered(self, peer: Peer) -> bool:
        return peer.port >= SERVICE_PORTS


class AnswersEveryPort(EchoOverUdp):
    """Answers service ports too, as RFC 862 says."""

    def may_be_answered(self, peer: Peer) -> bool:
        return True


class RefusesLargeDatagrams(EchoOverUdp):
    """Answers nothing that is larger than every host must be able to receive."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram if len(datagram) <= 1452 else None


class LosesSome(EchoOverUdp):
    """Loses one datagram in forty, as a network may."""

    count = 0

    def answer(self, datagram: bytes) -> bytes | None:
        self.count += 1
        return datagram if self.count % 40 else None


class HasRoomForOne(EchoOverUdp):
    """Serves one datagram after the other, and throws away what has come meanwhile, as xinetd does."""

    TAKES = 0.0001  # seconds
    busy_until = 0.0

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if now >= self.busy_until:
            self.busy_until = now + self.TAKES
            super().receive(datagram, peer, now)


class SendsOneTwice(EchoOverUdp):
    """One answer in five arrives twice, as a network may do it."""

    count = 0

    def send(self, datagram: bytes, peer: Peer) -> None:
        self.count += 1
        for _ in range(1 if self.count % 5 else 2):
            super().send(datagram, peer)


VARIANTS = [
    Variant(AnswersInAnotherOrder),
    Variant(AnswersInAnotherOrder, shell=aio.serve, patience=2.0),
    Variant(TakesItsTime, patience=2.0),
    Variant(WithholdsAnswersToServices),
    Variant(AnswersEveryPort),
    Variant(RefusesLargeDatagrams, shell=threads.serve),
    Variant(LosesSome),
    Variant(HasRoomForOne),
    Variant(SendsOneTwice),
]
