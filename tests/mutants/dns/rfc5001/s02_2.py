"""Mutants for RFC 5001 section 2.2  Name Server Behavior"""

from __future__ import annotations

from conformance.dns.rfc5001.test_02_2_name_server_behavior import NSID_UNASKED, PAYLOAD
from reference_impls.dns.codes import NSID
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _SaysItsName(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        others = [option for option in super().options(query, edns) if option[0] != NSID]
        return [(NSID, self.identity), *others]


@mutant(NSID_UNASKED)
class SaysItsName(DnsServer):
    """Sends NSID to every client."""

    edns = _SaysItsName


class _ReadsThePayload(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        wanted = edns.option(NSID)
        options = super().options(query, edns)
        return [one for one in options if one[0] != NSID or wanted in (b"", self.identity)]


@mutant(PAYLOAD)
class ReadsThePayload(DnsServer):
    """Takes the data of an NSID option for the identifier that the client asks for."""

    edns = _ReadsThePayload
