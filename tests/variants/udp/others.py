"""Legal variants of the other services over UDP."""

from __future__ import annotations

from datetime import UTC, datetime

from reference_impls.services.chargen import ChargenOverUdp
from reference_impls.services.daytime import MONTHS, DaytimeOverUdp
from reference_impls.services.quote import QuoteOverUdp
from reference_impls.services.time_protocol import TimeOverUdp
from tests.variants.late import Late
from tests.variants.udp.pace import OneByOne
from tests.variants.variant import Variant


class SendsHardlyAnything(ChargenOverUdp):
    """Sends no characters, or one."""

    def choose_length(self) -> int:
        return super().choose_length() % 2


class SendsTheMost(ChargenOverUdp):
    """Sends 511 or 512 characters, of any value."""

    def choose_length(self) -> int:
        return 512 - super().choose_length() % 2

    def characters(self, length: int) -> bytes:
        return self.site.random(length)


class GeneratesLate(Late, ChargenOverUdp):
    """Answers a moment later."""


class TellsTheTimeInWords(DaytimeOverUdp):
    """Sends no digits: there is no specific syntax."""

    def answer(self, datagram: bytes) -> bytes | None:
        return b"Monday, the thirtieth of November, half past nine in the morning"


class TellsTheTimeShortly(OneByOne, DaytimeOverUdp):
    """Takes long, and sends a time without a line end."""

    def answer(self, datagram: bytes) -> bytes | None:
        when = datetime.fromtimestamp(self.today(), UTC)
        return f"{when:%d} {MONTHS[when.month - 1][:3].upper()} {when:%y %H:%M:%S} PST".encode()


class IsWrongByHours(TimeOverUdp):
    """Has a clock that is two hours late."""

    def answer(self, datagram: bytes) -> bytes | None:
        number = int.from_bytes(super().answer(datagram) or b"", "big")
        return (number - 7200).to_bytes(4, "big")


class QuotesAnother(Late, QuoteOverUdp):
    """Has another quote each time, of several lines, as long as may be."""

    count = 0

    def answer(self, datagram: bytes) -> bytes | None:
        self.count += 1
        return (b"%d bottles\r\nof beer on the wall\r\n" % self.count * 20)[:511]


class QuotesUnusually(QuoteOverUdp):
    """Uses other characters than ASCII, and many of them."""

    def answer(self, datagram: bytes) -> bytes | None:
        return "\N{LEFT DOUBLE QUOTATION MARK}Plus \xe7a change\N{RIGHT DOUBLE QUOTATION MARK} ".encode() * 30


VARIANTS = [
    Variant(SendsHardlyAnything),
    Variant(SendsTheMost),
    Variant(GeneratesLate),
    Variant(TellsTheTimeInWords),
    Variant(TellsTheTimeShortly, jobs=1),
    Variant(IsWrongByHours),
    Variant(QuotesAnother),
    Variant(QuotesUnusually, deviates=("rfc865/udp/printable-ascii", "rfc865/udp/less-than-512-characters")),
]
