"""Mutants for RFC 6891 section 6.1.2  Wire Format"""

from __future__ import annotations

from conformance.dns.rfc6891.test_06_1_2_wire_format import (
    NOT_ECHOED,
    OPTION_LENGTHS,
    ORDER,
    OWNER,
    UNKNOWN_OPTIONS,
)
from reference_impls.dns.codes import COOKIE, ECS, FORMERR, KEEPALIVE, NSID, OPT
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query, Record
from reference_impls.dns.server import DnsServer
from reference_impls.dns.writing import MessageWriter
from tests.mutants import mutant

KNOWN = (NSID, ECS, COOKIE, KEEPALIVE)


class _RefusesUnknownOptions(EdnsPart):
    def error(self, query: Query) -> int:
        unknown = [code for code, _ in query.edns.options if code not in KNOWN] if query.edns else []
        return super().error(query) or (FORMERR if unknown else 0)


@mutant(UNKNOWN_OPTIONS)
class RefusesUnknownOptions(DnsServer):
    """Takes an option that it does not know for an error."""

    edns = _RefusesUnknownOptions


class _Echoes(EdnsPart):
    def reply(self, query: Query) -> Edns | None:
        edns = super().reply(query)
        unknown = [one for one in query.edns.options if one[0] not in (*KNOWN, -1)] if query.edns else []
        return Edns(edns.size, edns.version, edns.flags, [*edns.options, *unknown]) if edns else None


@mutant(NOT_ECHOED)
class EchoesOptions(DnsServer):
    """Sends options back that it does not know."""

    edns = _Echoes


class _ReadsOneOption(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        return super().options(query, Edns(edns.size, options=edns.options[:1]))


@mutant(ORDER)
class ReadsOneOption(DnsServer):
    """Looks at the first option only."""

    edns = _ReadsOneOption


class _NeedsAnOrder(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        codes = [code for code, _ in edns.options]
        return super().options(query, edns) if len(set(codes)) < 2 or codes == [NSID, COOKIE, ECS] else []


@mutant(ORDER)
class NeedsAnOrder(DnsServer):
    """Answers several options only in the order that one client sends them in."""

    edns = _NeedsAnOrder


class _WritesTheZoneAsOwner(MessageWriter):
    def record(self, record: Record) -> None:
        if record.type == OPT:
            self.octets += b"\xc0\x0c" + b"".join(number.to_bytes(2, "big") for number in (OPT, record.klass))
            data = b"".join(part for part in record.data if isinstance(part, bytes))
            self.octets += record.ttl.to_bytes(4, "big") + len(data).to_bytes(2, "big") + data
        else:
            super().record(record)


@mutant(OWNER)
class WritesTheNameAsOwner(DnsServer):
    """Begins each record with a pointer to the name in the question, OPT too."""

    writer = _WritesTheZoneAsOwner


class _HasAnOddOctet(MessageWriter):
    def data(self, record: Record) -> None:
        super().data(record)
        if record.type == OPT:
            self.octets.append(0)


@mutant(OPTION_LENGTHS)
class EndsOptionsWithZero(DnsServer):
    """Ends the options with an octet 0, as it would end a text."""

    writer = _HasAnOddOctet
