"""Mutants for RFC 8914 section 2  Extended DNS Error EDNS0 Option Format"""

from __future__ import annotations

from conformance.dns.rfc8914.test_02_extended_dns_error_edns0_option_format import FORM
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

EDE = 15


class _HasShortErrors(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        return [*super().options(query, edns), (EDE, b"\x14")]


@mutant(FORM)
class HasShortErrors(DnsServer):
    """Sends the code of an extended error in one octet."""

    edns = _HasShortErrors


class _HasOldText(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        return [*super().options(query, edns), (EDE, b"\0\x14" + "für niemand".encode("latin-1"))]


@mutant(FORM)
class HasOldText(DnsServer):
    """Sends the text of an extended error in ISO 8859-1."""

    edns = _HasOldText
