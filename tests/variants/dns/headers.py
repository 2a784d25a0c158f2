"""Legal ways to treat flags, opcodes, types and classes that a server does not know."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.dns.codes import CH, FORMERR, IN, NOERROR, NOTIMP, REFUSED, SOA
from reference_impls.dns.message import AA, CD, RA, TC, Query, Record
from reference_impls.dns.server import DnsServer, Site
from reference_impls.dns.zone import Zone
from tests.variants.variant import Variant

STATUS, DSO = 2, 6


class CopiesCd(DnsServer):
    """Copies CD, as a server does that knows DNSSEC (RFC 8906 section 8.1.3.1)."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | query.flags & CD


class RefusesFlagsOfResponses(DnsServer):
    """Answers FORMERR to a query with a flag that only responses have, or with an RCODE (RFC 8906 section 3.1.3)."""

    def error(self, query: Query) -> int:
        is_odd = query.opcode == 0 and query.flags & (AA | TC | RA | 15)
        return FORMERR if is_odd else super().error(query)


class RefusesOtherClasses(DnsServer):
    """Answers NOTIMP to classes that it does not know, and refuses special types."""

    def for_questions(self, query: Query) -> int:
        if any(question.klass not in (IN, CH) for question in query.questions):
            return NOTIMP
        return super().for_questions(query)

    def for_type(self, kind: int) -> int:
        return REFUSED if super().for_type(kind) or kind > 65534 else NOERROR


class ServesStatus(DnsServer):
    """Answers STATUS by NOERROR, and declines stateful operations (RFC 8490 section 5.4.1)."""

    def for_opcode(self, opcode: int) -> int:
        return {STATUS: NOERROR, DSO: REFUSED}.get(opcode, NOTIMP)


class HasMoreZones(DnsServer):
    """Has the zones org and test as well, of which nobody told the judge."""

    def __init__(self, site: Site, today: Callable[[], float]) -> None:
        soa = site.zones[0].soa
        more = [Zone([Record((name,), SOA, soa.ttl, soa.data)]) for name in (b"org", b"test")]
        super().__init__(Site([*site.zones, *more], site.identity, site.secret), today)


class DropsOtherOpcodes(DnsServer):
    """Answers queries only; to answer others is a SHOULD."""

    def is_query(self, octets: bytes) -> bool:
        return super().is_query(octets) and not self.read(octets).opcode


VARIANTS = [
    Variant(CopiesCd),
    Variant(RefusesFlagsOfResponses),
    Variant(RefusesOtherClasses),
    Variant(ServesStatus),
    Variant(HasMoreZones),
    Variant(DropsOtherOpcodes, deviates=("rfc8906/3.1.4/notimp",)),
]
