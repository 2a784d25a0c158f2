"""Mutants for RFC 6891 section 7  Transport Considerations"""

from __future__ import annotations

from conformance.dns.rfc6891.test_07_transport_considerations import (
    BAD_OPTION,
    LEAST_RESPONSE,
    NO_OPT_UNASKED,
    OPT_IN_FORMERR,
    TRUNCATED_HAS_OPT,
)
from reference_impls.dns.codes import NOERROR, NXDOMAIN
from reference_impls.dns.edns import SIZE, EdnsPart
from reference_impls.dns.message import Edns, Query, Reply
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _AlwaysHasOpt(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return super().reply(query) or Edns(SIZE)


@mutant(NO_OPT_UNASKED)
class AlwaysHasOpt(DnsServer):
    """Adds an OPT record to every reply."""

    edns = _AlwaysHasOpt


class _TakesWhatFits(MessageReader):
    def options(self, data: bytes) -> list[tuple[int, bytes]]:
        options = super().options(data)
        return [one for one in options if one[0] >= 0]


@mutant(BAD_OPTION)
class TakesWhatFits(DnsServer):
    """Stops at the option that is too long, and answers."""

    reader = _TakesWhatFits


class _HasNoOptInFormerr(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        return None if query.edns and query.edns.option(-1) is not None else super().reply(query)


@mutant(OPT_IN_FORMERR)
class HasNoOptInFormerr(DnsServer):
    """Answers as a server without EDNS where an option is too long."""

    edns = _HasNoOptInFormerr


@mutant(LEAST_RESPONSE)
class HasNoQuestion(DnsServer):
    """Sends no question with errors to extended clients."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.edns and reply.rcode not in (NOERROR, NXDOMAIN):
            reply.questions = []
        return reply


@mutant(TRUNCATED_HAS_OPT)
class CutsOpt(DnsServer):
    """Leaves the OPT record out too where the reply is too long."""

    def truncate(self, reply: Reply) -> None:
        super().truncate(reply)
        reply.edns = None
