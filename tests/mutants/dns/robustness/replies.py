"""Mutants for robustness  Replies"""

from __future__ import annotations

from conformance.dns.robustness.test_replies import ONE_REPLY
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Peer
from tests.mutants import mutant


@mutant(ONE_REPLY)
class RepliesTwice(DnsServer):
    """Sends each reply twice, so that it arrives for certain."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        super().send(datagram, peer)
        super().send(datagram, peer)
