"""Mutants for RFC 2181 section 4.1  UDP Source Address Selection"""

from __future__ import annotations

from conformance.dns.rfc2181.test_04_1_udp_source_address_selection import FROM_THE_ADDRESS_ASKED
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Peer
from tests.mutants import mutant


@mutant(FROM_THE_ADDRESS_ASKED)
class LetsTheSystemChoose(DnsServer):
    """Is bound to all addresses, and answers from the one that the system chooses."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        super().send(datagram, peer._replace(asked=""))


@mutant(FROM_THE_ADDRESS_ASKED)
class AnswersFromOneAddress(DnsServer):
    """Answers from the address of one of its interfaces, whichever was asked."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        super().send(datagram, peer._replace(asked="127.0.0.3"))
