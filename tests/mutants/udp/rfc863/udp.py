"""Mutants for RFC 863  UDP Based Discard Service"""

from __future__ import annotations

from conformance.udp.rfc863.test_udp_based_discard_service import NO_RESPONSE
from reference_impls.services.discard import DiscardOverUdp
from tests.mutants import mutant


@mutant(NO_RESPONSE)
class Acknowledges(DiscardOverUdp):
    """Says that it has thrown the data away."""

    def answer(self, datagram: bytes) -> bytes | None:
        return b"OK"


@mutant(NO_RESPONSE)
class AnswersWithNothing(DiscardOverUdp):
    """Sends back what is left of the data: an empty datagram."""

    def answer(self, datagram: bytes) -> bytes | None:
        return b""
