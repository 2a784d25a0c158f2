"""Mutants for RFC 7871 section 6  Option Format"""

from __future__ import annotations

from conformance.dns.rfc7871.test_06_option_format import ADDRESS_FITS
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.server import DnsServer
from reference_impls.dns.subnet import BITS, HEAD
from tests.mutants import mutant


class _TakesAnyAddress(EdnsPart):
    def is_subnet(self, subnet: bytes) -> bool:
        return len(subnet) >= HEAD and subnet[2] <= BITS.get(int.from_bytes(subnet[:2], "big"), -1)


@mutant(ADDRESS_FITS)
class TakesAnyAddress(DnsServer):
    """Does not compare the address with the prefix."""

    edns = _TakesAnyAddress
