"""The Daytime Protocol (RFC 867): date and time as a text."""

from __future__ import annotations

from datetime import UTC, datetime

from reference_impls.sansio import Wait
from reference_impls.services.service import DatagramService, StreamService

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def daytime(seconds: float) -> bytes:
    """A time, given in seconds since 1970, in a popular format: ``Tuesday, February 22, 1982 17:37:43-UTC``.

    The names of days and months do not follow the language of the machine.
    """
    when = datetime.fromtimestamp(seconds, UTC)
    text = f"{DAYS[when.weekday()]}, {MONTHS[when.month - 1]} {when.day}, {when.year} {when:%H:%M:%S}-UTC\r\n"
    return text.encode("ascii")


class DaytimeOverTcp(StreamService):
    """Sends the time at once, and closes."""

    def run(self) -> Wait:
        self.send(self.text())
        yield from self.flush()

    def text(self) -> bytes:
        return daytime(self.today())


class DaytimeOverUdp(DatagramService):
    """Answers each datagram with the time."""

    def answer(self, datagram: bytes) -> bytes | None:
        return daytime(self.today())
