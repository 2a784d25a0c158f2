"""Mutants for RFC 862  UDP Based Echo Service"""

from __future__ import annotations

from conformance.udp.rfc862.test_udp_based_echo_service import (
    DATA_COMES_BACK,
    EMPTY_COMES_BACK,
    ITS_OWN_DATA,
    ONE_ANSWER,
    WHOLE_OR_NOTHING,
)
from reference_impls.sansio import Peer
from reference_impls.services.echo import EchoOverUdp
from tests.mutants import mutant


@mutant(DATA_COMES_BACK)
class CutsAt512(EchoOverUdp):
    """Receives 512 octets at the most, and loses the others."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram[:512]


@mutant(DATA_COMES_BACK)
class EndsTheText(EchoOverUdp):
    """Ends what it sends back with a zero, as a string in C."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram + bytes(1) if datagram else datagram


@mutant(DATA_COMES_BACK)
class EndsAtAZero(EchoOverUdp):
    """Sends back what stands before the first zero, as strlen() finds it."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram.partition(b"\0")[0]


@mutant(DATA_COMES_BACK)
class EchoesText(EchoOverUdp):
    """Decodes what it receives, and sends back the text."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram.decode("utf-8", "replace").encode()


@mutant(DATA_COMES_BACK)
class StripsWhitespace(EchoOverUdp):
    """Strips whitespace at both ends."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram.strip()


@mutant(DATA_COMES_BACK)
class ReadsALine(EchoOverUdp):
    """Sends back the first line."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram.partition(b"\n")[0]


@mutant(DATA_COMES_BACK)
class PrintsAFormat(EchoOverUdp):
    """Gives what it receives to a function that prints formats."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram.replace(b"%n", b"").replace(b"%s", b"(null)")


@mutant(DATA_COMES_BACK)
class CutsOverIpv6(EchoOverUdp):
    """Has another buffer for the socket of IPv6, which is too short."""

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        super().receive(datagram[:64] if ":" in peer.asked else datagram, peer, now)


@mutant(EMPTY_COMES_BACK)
class IgnoresTheEmpty(EchoOverUdp):
    """Takes an empty datagram for the end."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram or None


@mutant(EMPTY_COMES_BACK)
class FillsTheEmpty(EchoOverUdp):
    """Sends one octet where it should send none."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram or bytes(1)


@mutant(ONE_ANSWER)
class AnswersTwice(EchoOverUdp):
    """Repeats each answer, because datagrams may be lost."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        super().send(datagram, peer)
        super().send(datagram, peer)


@mutant(ONE_ANSWER)
class RepeatsLater(EchoOverUdp):
    """Repeats the last answers after a moment, because datagrams may be lost."""

    DELAY = 0.05  # seconds

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        before = len(self._out)
        super().receive(datagram, peer, now)
        self.again = [*getattr(self, "again", []), *self._out[before:]]
        self.deadline = now + self.DELAY

    def expire(self, now: float) -> None:
        self._out += self.again
        self.again, self.deadline = [], float("inf")


@mutant(ITS_OWN_DATA)
class AnswersBehind(EchoOverUdp):
    """Keeps what it received last in one place, and answers when the next client asks or a moment has passed."""

    DELAY = 0.01  # seconds
    latest: tuple[bytes, Peer] | None = None

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if self.latest:
            self.send(datagram, self.latest[1])
        self.latest, self.deadline = (datagram, peer), now + self.DELAY

    def expire(self, now: float) -> None:
        if self.latest:
            self.send(*self.latest)
        self.latest, self.deadline = None, float("inf")


@mutant(ITS_OWN_DATA)
class RemembersFewClients(EchoOverUdp):
    """Has a table of 64 clients; what comes from others goes to the last of these."""

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        clients = self.__dict__.setdefault("clients", [])
        if peer not in clients and len(clients) < 64:
            clients.append(peer)
        super().receive(datagram, peer if peer in clients else clients[-1], now)


@mutant(WHOLE_OR_NOTHING)
class CutsAt1024(EchoOverUdp):
    """Receives 1,024 octets at the most, and loses the others."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram[:1024]


@mutant(WHOLE_OR_NOTHING)
class SplitsWhatIsLong(EchoOverUdp):
    """Sends no more than 1,400 octets in a datagram, and the others in the next ones."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        for start in range(0, len(datagram) or 1, 1400):
            super().send(datagram[start : start + 1400], peer)
