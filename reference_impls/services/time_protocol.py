"""The Time Protocol (RFC 868): the seconds since 1900 as a number of 32 bits."""

from __future__ import annotations

from datetime import UTC, datetime

from reference_impls.sansio import Wait
from reference_impls.services.service import DatagramService, StreamService

FROM_1900_TO_1970 = 2_208_988_800
"""Seconds."""


def time_number(seconds: float) -> bytes:
    """A time, given in seconds since 1970, in network order; the number begins again at 0 in the year 2036."""
    return (int(seconds) + FROM_1900_TO_1970 & 0xFFFFFFFF).to_bytes(4, "big")


def seconds_of(number: bytes) -> bytes:
    """What such a number tells, as a line of text; a number below 2**31 belongs to the time from 2036 on."""
    seconds = int.from_bytes(number, "big")
    seconds += 0 if seconds >> 31 else 1 << 32
    return f"{datetime.fromtimestamp(seconds - FROM_1900_TO_1970, UTC):%Y-%m-%d %H:%M:%S} UTC\n".encode()


class TimeOverTcp(StreamService):
    """Sends the number at once, and closes."""

    def run(self) -> Wait:
        self.send(self.number())
        yield from self.flush()

    def number(self) -> bytes:
        return time_number(self.today())


class TimeOverUdp(DatagramService):
    """Answers each datagram with the number."""

    def answer(self, datagram: bytes) -> bytes | None:
        return time_number(self.today())
