"""Mutants for robustness  Services over UDP"""

from __future__ import annotations

from conformance.udp.rfc862.test_udp_based_echo_service import EMPTY_COMES_BACK
from conformance.udp.robustness.test_udp_services import SERVES_ON
from reference_impls.sansio import Peer
from reference_impls.services.echo import EchoOverUdp
from tests.mutants import mutant


class Stops(EchoOverUdp):
    """Serves nobody for a while after some datagram."""

    WHILE = 5.5  # seconds: longer than the judge tries, but it serves again before the next row
    until = 0.0

    def is_fatal(self, datagram: bytes) -> bool:
        raise NotImplementedError

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if self.is_fatal(datagram):
            self.until = now + self.WHILE
        if now >= self.until:
            super().receive(datagram, peer, now)


@mutant(SERVES_ON)
class StopsAfterLargeOnes(Stops):
    """Has a buffer that a large datagram fills for a while."""

    def is_fatal(self, datagram: bytes) -> bool:
        return len(datagram) > 8000


@mutant(SERVES_ON)
class StopsAfterMany(Stops):
    """Has a table that many datagrams fill for a while."""

    count = 0

    def is_fatal(self, datagram: bytes) -> bool:
        self.count += 1
        return self.count == 900


@mutant(SERVES_ON, also={EMPTY_COMES_BACK: "an empty datagram is not answered either"})
class StopsAtTheEnd(Stops):
    """Takes an empty datagram, or a character that ends a file, for the end of all."""

    def is_fatal(self, datagram: bytes) -> bool:
        return datagram in (b"", b"\x04", b"\x00")


@mutant(SERVES_ON)
class ObeysCommands(Stops):
    """Has commands for its developer, and a logger that fails at formats and at what is no UTF-8."""

    def is_fatal(self, datagram: bytes) -> bool:
        return datagram in (b"quit\r\n", b"exit", b"\r\n", b"%s%n%n", b"\xff\xfe\xfd")


@mutant(SERVES_ON)
class StopsWhenRefused(Stops):
    """Answers after a moment, and fails for a while when the system says that a client is gone."""

    DELAY = 0.01  # seconds

    def is_fatal(self, datagram: bytes) -> bool:
        return False

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.late = [*self.__dict__.get("late", []), (datagram, peer)]
        self.deadline = now + self.DELAY

    def expire(self, now: float) -> None:
        for datagram, peer in self.__dict__.pop("late", []):
            super().receive(datagram, peer, now)
        self.deadline = float("inf")

    def on_refused(self, now: float) -> None:
        self.until = now + self.WHILE
