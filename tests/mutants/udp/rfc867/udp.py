"""Mutants for RFC 867  UDP Based Daytime Service"""

from __future__ import annotations

from conformance.udp.rfc867.test_udp_based_daytime_service import (
    CURRENT,
    DATA_IGNORED,
    DATE_AND_TIME,
    ONE_ANSWER,
    ONE_LINE,
    PRINTABLE_ASCII,
)
from reference_impls.sansio import Peer
from reference_impls.services.daytime import DaytimeOverUdp, daytime
from tests.mutants import mutant


@mutant(DATE_AND_TIME)
class NamesTheMonthInFrench(DaytimeOverUdp):
    """Uses the language of its machine, in UTF-8."""

    def answer(self, datagram: bytes) -> bytes | None:
        return b"mercredi 1 ao\xc3\xbbt 2026 10:00:00\r\n"


@mutant(DATE_AND_TIME)
class SendsNoText(DaytimeOverUdp):
    """Sends an empty datagram, because the buffer was cleared too early."""

    def answer(self, datagram: bytes) -> bytes | None:
        return b""


@mutant(DATA_IGNORED)
class SkipsTheEmpty(DaytimeOverUdp):
    """Takes an empty datagram for the end."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if datagram else None


@mutant(DATA_IGNORED)
class TakesAFormat(DaytimeOverUdp):
    """Takes what it receives for the name of a format; all others have none."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if datagram.isalnum() and len(datagram) < 100 else None


@mutant(ONE_ANSWER)
class SendsDateAndTimeApart(DaytimeOverUdp):
    """Sends the date in one datagram and the time in the next."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        date, time = datagram[:-15], datagram[-15:]
        super().send(date, peer)
        super().send(time, peer)


@mutant(PRINTABLE_ASCII)
class EndsWithAZero(DaytimeOverUdp):
    """Sends the zero that ends a string in C."""

    def answer(self, datagram: bytes) -> bytes | None:
        return (super().answer(datagram) or b"") + b"\0"


@mutant(ONE_LINE)
class UsesTwoLines(DaytimeOverUdp):
    """Sends the date in one line and the time in the next."""

    def answer(self, datagram: bytes) -> bytes | None:
        return (super().answer(datagram) or b"").replace(b", 20", b"\r\n20")


@mutant(DATA_IGNORED)
class ComplainsOfData(DaytimeOverUdp):
    """Answers a datagram that is not empty by a complaint."""

    def answer(self, datagram: bytes) -> bytes | None:
        return b"Usage: send an empty datagram\r\n" if datagram else super().answer(datagram)


@mutant(CURRENT)
class IsAYearBehind(DaytimeOverUdp):
    """Sends the date of a year ago."""

    def answer(self, datagram: bytes) -> bytes | None:
        return daytime(self.today() - 365 * 24 * 60 * 60)
