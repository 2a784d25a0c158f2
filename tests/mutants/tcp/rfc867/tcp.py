"""Mutants for RFC 867  TCP Based Daytime Service"""

from __future__ import annotations

from conformance.tcp.rfc867.test_tcp_based_daytime_service import (
    CLOSES,
    CURRENT,
    INPUT_IS_IGNORED,
    ONE_LINE,
    PRINTABLE,
    SENDS_A_DATE,
)
from reference_impls.sansio import TimedOut, Wait
from reference_impls.services.daytime import DaytimeOverTcp, daytime
from tests.mutants import mutant


@mutant(SENDS_A_DATE)
class SendsAnEmptyLine(DaytimeOverTcp):
    """Has forgotten the date, and sends the end of the line."""

    def text(self) -> bytes:
        return b"\r\n"


@mutant(SENDS_A_DATE)
class SpeaksFrench(DaytimeOverTcp):
    """Follows the language of the machine, and encodes names as UTF-8."""

    def text(self) -> bytes:
        return "mardi 22 février 1982, 17:37:43\r\n".encode()


@mutant(CLOSES)
class LeavesItOpen(DaytimeOverTcp):
    """Waits for the client to close."""

    patience = None

    def run(self) -> Wait:
        yield from super().run()
        while not self._eof:
            yield


@mutant(INPUT_IS_IGNORED)
class ExpectsNoRequest(DaytimeOverTcp):
    """Closes without a word when the client has sent something."""

    patience = 0.05

    def run(self) -> Wait:
        try:
            yield from self.peek()
        except TimedOut:
            self.send(self.text())


@mutant(PRINTABLE)
class SendsAZero(DaytimeOverTcp):
    """Sends the zero that ends a string in C."""

    def text(self) -> bytes:
        return super().text().rstrip() + b"\0\r\n"


@mutant(ONE_LINE)
class AddsALine(DaytimeOverTcp):
    """Adds a line that says goodbye."""

    def text(self) -> bytes:
        return super().text() + b"Have a nice day!\r\n"


@mutant(INPUT_IS_IGNORED)
class ComplainsOfInput(DaytimeOverTcp):
    """Sends a complaint to a client that has sent something."""

    patience = 0.05

    def run(self) -> Wait:
        try:
            yield from self.peek()
            self.send(b"Usage: connect, and send nothing\r\n")
        except TimedOut:
            self.send(self.text())


@mutant(CURRENT)
class IsAYearBehind(DaytimeOverTcp):
    """Sends the date of a year ago."""

    def text(self) -> bytes:
        return daytime(self.today() - 365 * 24 * 60 * 60)
