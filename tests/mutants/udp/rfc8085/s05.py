"""Mutants for RFC 8085 section 5  Programming Guidelines"""

from __future__ import annotations

from conformance.udp.rfc8085.test_05_programming_guidelines import FROM_THE_ADDRESS_ASKED
from reference_impls.sansio import Peer
from reference_impls.services.echo import EchoOverUdp
from tests.mutants import mutant


@mutant(FROM_THE_ADDRESS_ASKED)
class LetsTheSystemChoose(EchoOverUdp):
    """Is bound to all addresses, and answers from the one that the system chooses."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        super().send(datagram, peer._replace(asked=""))


@mutant(FROM_THE_ADDRESS_ASKED)
class AnswersFromOneAddress(EchoOverUdp):
    """Answers from the address of one of its interfaces, whichever was asked."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        super().send(datagram, peer._replace(asked="127.0.0.3"))
