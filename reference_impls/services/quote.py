"""The Quote of the Day Protocol (RFC 865): a short message."""

from __future__ import annotations

from reference_impls.sansio import Wait
from reference_impls.services.service import DatagramService, Site, StreamService

DAY = 24 * 60 * 60
"""Seconds."""


def quote_of_the_day(site: Site, seconds: float) -> bytes:
    """The quote of the day to which a time belongs, given in seconds since 1970."""
    return site.quotes[int(seconds // DAY) % len(site.quotes)]


class QuoteOverTcp(StreamService):
    """Sends the quote at once, and closes."""

    def run(self) -> Wait:
        self.send(self.quote())
        yield from self.flush()

    def quote(self) -> bytes:
        return quote_of_the_day(self.site, self.today())


class QuoteOverUdp(DatagramService):
    """Answers each datagram with the quote."""

    def answer(self, datagram: bytes) -> bytes | None:
        return quote_of_the_day(self.site, self.today())
