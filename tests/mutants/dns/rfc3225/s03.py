"""Mutants for RFC 3225 section 3  Protocol Changes"""

from __future__ import annotations

from conformance.dns.rfc3225.test_03_protocol_changes import DO_COPIED
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import DO, Edns, Query, Record, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

RRSIG = 46


class _ClearsDo(EdnsPart):
    def flags(self, edns: Edns) -> int:
        return 0


@mutant(DO_COPIED)
class SignsWithoutDo(DnsServer):
    """Sends signatures to clients that set DO, and clears it in the reply."""

    edns = _ClearsDo

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if query.edns and query.edns.flags & DO and query.questions:
            reply.authority.append(Record(query.questions[0].name, RRSIG, 60, (bytes(20),)))
        return reply

    def truncate(self, reply: Reply) -> None:
        signatures = [record for record in reply.authority if record.type == RRSIG]
        super().truncate(reply)
        reply.authority = signatures


class _AlwaysHasDo(EdnsPart):
    def flags(self, edns: Edns) -> int:
        return DO


@mutant(DO_COPIED)
class AlwaysHasDo(DnsServer):
    """Sets DO in each reply with an OPT record."""

    edns = _AlwaysHasDo
