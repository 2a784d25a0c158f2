"""Mutants for RFC 8906 section 3.1.4  Unknown DNS Opcodes"""

from __future__ import annotations

from conformance.dns.rfc8906.test_03_1_4_unknown_dns_opcodes import NOT_IMPLEMENTED
from reference_impls.dns.codes import FORMERR, NOERROR, NOTIMP
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(NOT_IMPLEMENTED)
class TakesOpcodesForMistakes(DnsServer):
    """Says of each opcode but QUERY that the message is malformed."""

    def for_opcode(self, opcode: int) -> int:
        return FORMERR


@mutant(NOT_IMPLEMENTED)
class SaysNothingOfOpcodes(DnsServer):
    """Answers opcodes above 6 without an error, and without a record."""

    def for_opcode(self, opcode: int) -> int:
        return NOERROR if opcode > 6 else NOTIMP


@mutant(NOT_IMPLEMENTED)
class DropsOpcodesOverTcp(DnsServer):
    """Drops what is no query, over TCP."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        if over_stream and self.read(octets).opcode:
            return None
        return super().respond(octets, over_stream=over_stream, client=client)
