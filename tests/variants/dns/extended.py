"""Legal variants of extension mechanisms, options and cookies."""

from __future__ import annotations

from reference_impls.dns.codes import AXFR, BADCOOKIE, COOKIE, FORMERR, IXFR, NOERROR
from reference_impls.dns.cookies import CLIENT_COOKIE, is_valid
from reference_impls.dns.edns import LEAST, EdnsPart
from reference_impls.dns.message import Edns, Query, Record
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import LENGTH, DnsOverTcp
from reference_impls.sansio import Wait
from reference_impls.shells import threads
from tests.variants.variant import Variant


class _HasNoEdns(EdnsPart):
    def error(self, query: Query) -> int:
        return FORMERR if query.edns else NOERROR

    def reply(self, query: Query) -> Edns | None:
        return None

    def limit(self, query: Query) -> int:
        return super().limit(query) if query.over_stream else LEAST


class HasNoEdns(DnsServer):
    """Does not implement EDNS, and answers FORMERR to each query with an OPT record."""

    edns = _HasNoEdns


class _ReadsNoOptions(MessageReader):
    def options(self, data: bytes) -> list[tuple[int, bytes]]:
        return []


class ReadsNoOptions(DnsServer):
    """Looks at no option, not even whether it fits (RFC 8906 section 7)."""

    reader = _ReadsNoOptions


class _RefusesOtherRecords(MessageReader):
    def body(self, query: Query) -> None:
        super().body(query)
        query.is_malformed = bool(query.records)


class RefusesOtherRecords(DnsServer):
    """Answers FORMERR to a query with any additional record but OPT."""

    reader = _RefusesOtherRecords


class _KnowsNoDnssec(EdnsPart):
    def flags(self, edns: Edns) -> int:
        return 0

    def limit(self, query: Query) -> int:
        return super().limit(query) if query.over_stream else LEAST


class KnowsNoDnssec(DnsServer):
    """Takes DO for a flag like any other, and never sends more than 512 octets."""

    edns = _KnowsNoDnssec


class _WantsCookies(EdnsPart):
    def error(self, query: Query) -> int:
        cookie = query.edns.option(COOKIE) if query.edns else None
        error = super().error(query)
        if error or cookie is None or query.over_stream or not query.questions:
            return error
        return NOERROR if is_valid(cookie, query.client, self.secret, self.today()) else BADCOOKIE


class WantsCookies(DnsServer):
    """Answers BADCOOKIE by UDP to a client that sends a cookie, but none of the server."""

    edns = _WantsCookies


class _CopiesCookies(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        sent = edns.option(COOKIE) or b""
        is_good = is_valid(sent, query.client, self.secret, self.today())
        options = super().options(query, edns)
        return [(code, sent if code == COOKIE and is_good else data) for code, data in options]


class CopiesCookies(DnsServer):
    """Sends a valid cookie back as it came, instead of a new one (RFC 7873 section 5.2.5)."""

    edns = _CopiesCookies


class DropsSomeCookies(DnsServer):
    """Drops every other query by UDP with a client's cookie alone (RFC 7873 section 5.2.3)."""

    count = 0

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        query = self.read(octets) if self.is_query(octets) else None
        cookie = query.edns.option(COOKIE) if query and query.edns else None
        if cookie is not None and len(cookie) == CLIENT_COOKIE and not over_stream:
            self.count += 1
            if self.count % 2:
                return None
        return super().respond(octets, over_stream=over_stream, client=client)


class _ClosesWhereThereIsNoReply(DnsOverTcp):
    def run(self) -> Wait:
        while True:
            length = int.from_bytes((yield from self.read_exactly(LENGTH)), "big")
            reply = self.respond((yield from self.read_exactly(length)))
            if reply is None:
                return
            self.send(self.framed(reply))


class KnowsNoSignatures(DnsServer):
    """Ignores TSIG records, as records of a type that it does not know, and closes where a transfer is asked for."""

    over_tcp = _ClosesWhereThereIsNoReply

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        query = self.read(octets) if self.is_query(octets) else None
        if query and query.questions and query.questions[0].type in (AXFR, IXFR):
            return None
        return super().respond(octets, over_stream=over_stream, client=client)

    def for_signature(self, query: Query) -> int:
        return NOERROR

    def signatures(self, query: Query) -> list[Record]:
        return []


class RefusesSignatures(DnsServer):
    """Does not know TSIG, and answers FORMERR to a query with such a record."""

    def for_signature(self, query: Query) -> int:
        return FORMERR if super().for_signature(query) else NOERROR

    def signatures(self, query: Query) -> list[Record]:
        return []


VARIANTS = [
    Variant(HasNoEdns),
    Variant(ReadsNoOptions),
    Variant(RefusesOtherRecords),
    Variant(KnowsNoDnssec, shell=threads.serve),
    Variant(WantsCookies),
    Variant(CopiesCookies),
    Variant(DropsSomeCookies),
    Variant(KnowsNoSignatures),
    Variant(RefusesSignatures),
]
