"""Mutants for RFC 862  TCP Based Echo Service"""

from __future__ import annotations

from conformance.tcp.rfc862.test_tcp_based_echo_service import OCTETS_COME_BACK
from reference_impls.sansio import Wait
from reference_impls.services.echo import EchoOverTcp
from tests.mutants import mutant


@mutant(OCTETS_COME_BACK)
class EchoesText(EchoOverTcp):
    """Decodes what it receives, and sends back the text."""

    def answer(self, octets: bytes) -> bytes:
        return octets.decode("utf-8", "replace").encode()


@mutant(OCTETS_COME_BACK)
class ReadsOnce(EchoOverTcp):
    """Reads 1,024 octets, and sends them back."""

    def run(self) -> Wait:
        octets = yield from self.read_some()
        self.send(octets[:1024])
        yield from self.flush()
