"""Mutants for RFC 1035 section 4.1.1  Header section format"""

from __future__ import annotations

from collections.abc import Sequence

from conformance.dns.rfc1035.test_04_1_1_header_section_format import (
    COUNTS,
    ID_COPIED,
    OPCODE_COPIED,
    QR_SET,
    RD_COPIED,
)
from conformance.dns.robustness.test_single_bits import SINGLE_BITS
from reference_impls.dns.message import QR, RD, Query, Reply
from reference_impls.dns.server import DnsServer
from reference_impls.dns.writing import MessageWriter
from tests.mutants import mutant


@mutant(ID_COPIED)
class HasOneIdentifier(DnsServer):
    """Sends the same identifier in every reply."""

    def id(self, query: Query) -> int:
        return 0x55AA


@mutant(ID_COPIED)
class TakesZeroForNone(DnsServer):
    """Takes the identifier 0 for one that is missing, and the highest bit for a sign."""

    def id(self, query: Query) -> int:
        return query.id & 0x7FFF or 1


@mutant(ID_COPIED, also={SINGLE_BITS: "some of its rows are malformed, and they compare the identifier"})
class ForgetsTheIdentifierOfTheMalformed(DnsServer):
    """Sends FORMERR for what it cannot read with the identifier 0."""

    def id(self, query: Query) -> int:
        return 0 if query.is_malformed else query.id


@mutant(QR_SET)
class ForgetsQrOfErrors(DnsServer):
    """Sends errors without QR."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.flags &= ~QR if reply.rcode else ~0
        return reply


@mutant(OPCODE_COPIED)
class AnswersAsQuery(DnsServer):
    """Says in every reply that it answers a standard query."""

    def flags(self, query: Query) -> int:
        return super().flags(query) & ~0x7800


@mutant(OPCODE_COPIED)
class KnowsOnlyEightOpcodes(DnsServer):
    """Keeps three bits of the opcode."""

    def flags(self, query: Query) -> int:
        return super().flags(query) & ~0x4000


@mutant(RD_COPIED)
class NeverSetsRd(DnsServer):
    """Clears RD, as it does not recurse."""

    def flags(self, query: Query) -> int:
        return super().flags(query) & ~RD


@mutant(RD_COPIED)
class AlwaysSetsRd(DnsServer):
    """Sets RD in every reply."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | RD


@mutant(RD_COPIED)
class ClearsRdInErrors(DnsServer):
    """Writes the flags of a reply with another RCODE than NOERROR anew, without RD."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.flags &= ~RD if reply.rcode else ~0
        return reply


class _CountsOneMore(MessageWriter):
    def counts(self, reply: Reply) -> Sequence[int]:
        questions, answers, *others = super().counts(reply)
        return (questions, answers + 1, *others)


@mutant(COUNTS)
class CountsOneMore(DnsServer):
    """Counts an answer that is not there."""

    writer = _CountsOneMore


@mutant(COUNTS)
class SendsItsWholeBuffer(DnsServer):
    """Sends octets of its buffer behind the message."""

    def write(self, reply: Reply) -> bytes:
        return super().write(reply) + bytes(3)
