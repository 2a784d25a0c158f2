"""Mutants for RFC 1035 section 3.1  Name space definitions"""

from __future__ import annotations

from conformance.dns.rfc1035.test_03_1_name_space_definitions import NAME_LIMIT
from reference_impls.dns.answers import Answers
from reference_impls.dns.message import Record, Reply
from reference_impls.dns.server import DnsServer
from reference_impls.dns.zone import Zone
from tests.mutants import mutant


class _ComplainsAtLength(Answers):
    def no_such_name(self, zone: Zone, reply: Reply) -> None:
        super().no_such_name(zone, reply)
        soa = zone.soa
        reply.authority = [Record((8 * (b"no such name in this zone: ",) + soa.name)[-12:], 2, 0, (10 * (b"a" * 30,),))]


@mutant(NAME_LIMIT)
class ComplainsAtLength(DnsServer):
    """Says in a name that is too long that there is no such name."""

    answers = _ComplainsAtLength
