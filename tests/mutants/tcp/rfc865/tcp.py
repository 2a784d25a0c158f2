"""Mutants for RFC 865  TCP Based Quote of the Day Service"""

from __future__ import annotations

from conformance.tcp.rfc865.test_tcp_based_quote_of_the_day_service import (
    CLOSES,
    INPUT_IS_IGNORED,
    PRINTABLE,
    SENDS_A_QUOTE,
    SHORT,
)
from reference_impls.sansio import TimedOut, Wait
from reference_impls.services.quote import QuoteOverTcp
from tests.mutants import mutant


@mutant(SENDS_A_QUOTE)
class HasNoQuoteToday(QuoteOverTcp):
    """Closes the connection without a word."""

    def quote(self) -> bytes:
        return b""


@mutant(CLOSES)
class LeavesItOpen(QuoteOverTcp):
    """Waits for the client to close."""

    patience = None

    def run(self) -> Wait:
        yield from super().run()
        while not self._eof:
            yield


@mutant(INPUT_IS_IGNORED)
class TakesRequests(QuoteOverTcp):
    """Has no quote about what the client asks for."""

    patience = 0.05

    def run(self) -> Wait:
        try:
            yield from self.peek()
        except TimedOut:
            self.send(self.quote())
        else:
            self.send(b"nothing is known of %s\r\n" % self._in)


@mutant(SHORT)
class TellsAStory(QuoteOverTcp):
    """Sends 512 characters."""

    def quote(self) -> bytes:
        return b"Once upon a time".ljust(510, b".") + b"\r\n"


@mutant(PRINTABLE)
class UsesNiceQuotationMarks(QuoteOverTcp):
    """Sends quotation marks that are no ASCII."""

    def quote(self) -> bytes:
        return "“Be conservative.”\r\n".encode()
