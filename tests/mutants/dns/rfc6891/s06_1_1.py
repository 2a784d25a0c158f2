"""Mutants for RFC 6891 section 6.1.1  Basic Elements"""

from __future__ import annotations

from conformance.dns.rfc6891.test_06_1_1_basic_elements import ONE_OPT, OPT_IN_RESPONSE
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _IgnoresOpt(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return None


@mutant(OPT_IN_RESPONSE)
class IgnoresOpt(DnsServer):
    """Takes an OPT record for one like any other, and ignores it."""

    edns = _IgnoresOpt


class _KnowsOneSize(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return super().reply(query) if query.edns and query.edns.size == 1232 else None


@mutant(OPT_IN_RESPONSE)
class KnowsOneSize(DnsServer):
    """Answers with OPT only if the client's size is its own."""

    edns = _KnowsOneSize


@mutant(ONE_OPT)
class SendsTwo(DnsServer):
    """Adds an OPT record to the additional section, and one behind it."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.additional += reply.opt
        return reply
