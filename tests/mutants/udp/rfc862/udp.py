"""Mutants for RFC 862  UDP Based Echo Service"""

from __future__ import annotations

from conformance.udp.rfc862.test_udp_based_echo_service import DATA_COMES_BACK
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
        return datagram + bytes(1)
