"""Mutants for robustness  Malformed messages"""

from __future__ import annotations

from conformance.dns.rfc6891.test_07_transport_considerations import BAD_OPTION
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Peer
from tests.mutants import mutant


class _ReadsWhatIsLeft(MessageReader):
    def slice(self, at: int, count: int) -> bytes:
        return self.octets[at : at + count].ljust(count, b"\1")

    def end(self) -> None:
        pass


@mutant(CUT_MESSAGES, also={BAD_OPTION: "an option is read behind the end as well"})
class TakesOldOctets(DnsServer):
    """Reads what an earlier message left in its buffer."""

    reader = _ReadsWhatIsLeft


@mutant(CUT_MESSAGES)
class HangsAtACutMessage(DnsServer):
    """Serves nobody for a while after a message that ends in its question."""

    until = 0.0

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if 12 < len(datagram) < 20:
            self.until = now + 5.5
        if now >= self.until:
            super().receive(datagram, peer, now)
