"""Mutants for RFC 1035 section 3.2.1  Format"""

from __future__ import annotations

from conformance.dns.rfc1035.test_03_2_1_format import RDLENGTH
from reference_impls.dns.codes import SOA, TXT
from reference_impls.dns.message import Record
from reference_impls.dns.server import DnsServer
from reference_impls.dns.writing import MessageWriter
from tests.mutants import mutant


class _EndsTexts(MessageWriter):
    def data(self, record: Record) -> None:
        super().data(record)
        if record.type == TXT:
            self.octets.append(0x20)


@mutant(RDLENGTH)
class EndsTextsByASpace(DnsServer):
    """Sends a text with an octet behind it that none of its lengths counts."""

    writer = _EndsTexts


class _PadsToFour(MessageWriter):
    def data(self, record: Record) -> None:
        begin = len(self.octets)
        super().data(record)
        if record.type == SOA:
            self.octets += bytes(4 - (len(self.octets) - begin) % 4)


@mutant(RDLENGTH)
class PadsToFour(DnsServer):
    """Fills the data of a SOA record up to a multiple of four octets."""

    writer = _PadsToFour
