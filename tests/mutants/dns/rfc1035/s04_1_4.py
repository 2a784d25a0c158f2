"""Mutants for RFC 1035 section 4.1.4  Message compression"""

from __future__ import annotations

from conformance.dns.rfc1035.test_04_1_4_message_compression import POINTERS
from reference_impls.dns.message import Record
from reference_impls.dns.server import DnsServer
from reference_impls.dns.writing import MessageWriter
from tests.mutants import mutant


class _PointsForward(MessageWriter):
    def record(self, record: Record) -> None:
        begin = len(self.octets)
        super().record(record)
        if self.octets[begin] >= 0xC0:
            self.octets[begin : begin + 2] = (0xC000 | len(self.octets) - 1).to_bytes(2, "big")


@mutant(POINTERS)
class PointsForward(DnsServer):
    """Points to the last octet of each record instead of to its name."""

    writer = _PointsForward


class _PointsIntoTheHeader(MessageWriter):
    def record(self, record: Record) -> None:
        begin = len(self.octets)
        super().record(record)
        if self.octets[begin] >= 0xC0:
            self.octets[begin : begin + 2] = b"\xc0\x04"


@mutant(POINTERS)
class PointsIntoTheHeader(DnsServer):
    """Counts the places of names from another octet than the first."""

    writer = _PointsIntoTheHeader
