"""Mutants for robustness  Responses sent to a server"""

from __future__ import annotations

from conformance.dns.robustness.test_responses import RESPONSES
from reference_impls.dns.message import HEADER
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(RESPONSES)
class AnswersResponses(DnsServer):
    """Does not look at QR."""

    def is_query(self, octets: bytes) -> bool:
        return len(octets) >= HEADER


@mutant(RESPONSES)
class ComplainsOfResponses(DnsServer):
    """Answers a response that it did not wait for by an error."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        if len(octets) >= HEADER and octets[2] & 0x80:
            return octets[:2] + bytes([0x80 | octets[2] & 0x78, 1]) + bytes(8)
        return super().respond(octets, over_stream=over_stream, client=client)
