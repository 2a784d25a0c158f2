"""Mutants for RFC 1035 section 4.2.2  TCP usage"""

from __future__ import annotations

from conformance.dns.rfc1035.test_04_2_2_tcp_usage import LENGTH
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import DnsOverTcp
from tests.mutants import mutant


class _SendsTwoMore(DnsOverTcp):
    def framed(self, message: bytes) -> bytes:
        return super().framed(message) + bytes(2)


@mutant(LENGTH)
class SendsTwoMore(DnsServer):
    """Sends two octets more than the length says."""

    over_tcp = _SendsTwoMore
