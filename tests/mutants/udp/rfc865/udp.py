"""Mutants for RFC 865  UDP Based Quote Service"""

from __future__ import annotations

from conformance.udp.rfc865.test_udp_based_quote_service import (
    DATA_IGNORED,
    ONE_ANSWER,
    PRINTABLE_ASCII,
    QUOTE,
    SHORT,
)
from reference_impls.sansio import Peer
from reference_impls.services.quote import QuoteOverUdp
from tests.mutants import mutant


@mutant(QUOTE)
class SendsBlanks(QuoteOverUdp):
    """Has no quotes left, and sends the end of the line alone."""

    def answer(self, datagram: bytes) -> bytes | None:
        return b"\r\n"


@mutant(DATA_IGNORED)
class SkipsTheEmpty(QuoteOverUdp):
    """Takes an empty datagram for the end."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if datagram else None


@mutant(DATA_IGNORED)
class WantsShortText(QuoteOverUdp):
    """Takes a datagram for the name of an author: one that is no text, or long, has no quotes."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if datagram.isalnum() and len(datagram) < 100 else None


@mutant(ONE_ANSWER)
class SendsLineByLine(QuoteOverUdp):
    """Sends each line of the quote in a datagram."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        for line in (datagram[:20], datagram[20:]):
            super().send(line, peer)


@mutant(PRINTABLE_ASCII)
class UsesTypographicMarks(QuoteOverUdp):
    """Sends quotes between typographic quotation marks."""

    def answer(self, datagram: bytes) -> bytes | None:
        return f"\N{LEFT DOUBLE QUOTATION MARK}{self.site.quotes[0].decode()}".encode()


@mutant(SHORT)
class TellsAStory(QuoteOverUdp):
    """Has quotes of 512 characters."""

    def answer(self, datagram: bytes) -> bytes | None:
        return (self.site.quotes[0] * 9)[:512]
