"""Mutants for RFC 2181 section 4.2  Port Number Selection"""

from __future__ import annotations

from conformance.dns.rfc2181.test_04_2_port_number_selection import FROM_THE_PORT_ASKED, TO_THE_PORT
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Peer
from tests.mutants import mutant


@mutant(TO_THE_PORT)
class AnswersTheLatestClient(DnsServer):
    """Knows clients by their number, and sends each second reply to the port of the client before."""

    latest: Peer | None = None

    def send(self, datagram: bytes, peer: Peer) -> None:
        before, self.latest = self.latest, peer
        super().send(datagram, before if before and before != peer else peer)


@mutant(FROM_THE_PORT_ASKED)
class AnswersFromAPortOfItsOwn(DnsServer):
    """Opens a socket for its replies."""

    answers_from = 5399


@mutant(FROM_THE_PORT_ASKED)
class SendsErrorsFromAPortOfTheirOwn(DnsServer):
    """Opens another socket for replies with an error."""

    answers_from = 0

    def send(self, datagram: bytes, peer: Peer) -> None:
        self.answers_from = 5399 if datagram[3] & 15 else 0
        super().send(datagram, peer)
