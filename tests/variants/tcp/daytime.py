"""Legal variants of the reference daytime service: RFC 867 leaves the format open, and shows two that are popular."""

from __future__ import annotations

from datetime import UTC, datetime

from reference_impls.services.daytime import DaytimeOverTcp
from tests.variants.variant import Variant


class TellsTheTimeAsMailDoes(DaytimeOverTcp):
    """Sends the second of the formats that RFC 867 shows, in the time zone that is ahead of all others."""

    def text(self) -> bytes:
        when = datetime.fromtimestamp(self.today() + 14 * 60 * 60, UTC)
        return when.strftime("%d %b %y %H:%M:%S LINT").upper().encode()


class TellsTheTimeInWords(DaytimeOverTcp):
    """Sends a text that a program cannot read."""

    def text(self) -> bytes:
        return b"Half past nine, on a Monday in autumn\r\n"


class HasNoClockThatIsSet(DaytimeOverTcp):
    """Tells what its clock shows after it was switched on."""

    def text(self) -> bytes:
        return b"Thu Jan  1 03:25:45 1970\r\n"


VARIANTS = [Variant(TellsTheTimeAsMailDoes), Variant(TellsTheTimeInWords), Variant(HasNoClockThatIsSet)]
