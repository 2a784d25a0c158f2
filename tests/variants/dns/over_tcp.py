"""Legal variants of how a DNS server uses connections."""

from __future__ import annotations

from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import HEADER, LENGTH, DnsOverTcp
from reference_impls.sansio import Needs, Wait
from tests.variants.variant import Variant


class _InReverse(DnsOverTcp):
    def run(self) -> Wait:
        while True:
            replies = [self.respond((yield from self.message()))]
            while self.has_another():
                replies.append(self.respond((yield from self.message())))
            for reply in reversed(replies):
                self.send(self.framed(reply) if reply is not None else b"")

    def message(self) -> Needs:
        length = int.from_bytes((yield from self.read_exactly(LENGTH)), "big")
        return (yield from self.read_exactly(length))

    def has_another(self) -> bool:
        return len(self._in) >= LENGTH + int.from_bytes(self._in[:LENGTH], "big") > LENGTH


class AnswersInReverse(DnsServer):
    """Answers the last of the queries that came together first (RFC 7766 section 7), and odd lengths by nothing."""

    over_tcp = _InReverse

    def is_query(self, octets: bytes) -> bool:
        return len(octets) >= HEADER and super().is_query(octets)


class _ClosesAfterErrors(DnsOverTcp):
    def framed(self, message: bytes) -> bytes:
        self.closes = bool(message[3] & 15)
        return super().framed(message)

    def flush(self) -> Wait:
        yield from super().flush()
        if self.__dict__.get("closes"):
            self._in.clear()
            self._eof = True  # what follows is not read


class ClosesAfterErrors(DnsServer):
    """Closes a connection behind a reply with an error."""

    over_tcp = _ClosesAfterErrors


class _IgnoresTheShort(DnsOverTcp):
    def run(self) -> Wait:
        while True:
            length = int.from_bytes((yield from self.read_exactly(LENGTH)), "big")
            message = yield from self.read_exactly(length)
            reply = self.respond(message)
            if not self._eof and reply is not None:  # RFC 7766 section 6.2.4: nothing is sent to a client that closed
                self.send(self.framed(reply))
            yield from self.flush()


class IgnoresShortMessages(DnsServer):
    """Reads messages that are shorter than a header, and goes on behind them."""

    over_tcp = _IgnoresTheShort


VARIANTS = [Variant(AnswersInReverse), Variant(ClosesAfterErrors), Variant(IgnoresShortMessages)]
