"""Liars that offer a service over TCP: each is one service to the plainest exchange, and lies to all others."""

from __future__ import annotations

import re
from types import MappingProxyType

from reference_impls.sansio import Needs, Wait
from tests.liars.liar import Liar


class EchoLiar(Liar):
    """Sends back what the baseline exchange sends."""

    protocol = "tcp"
    given = MappingProxyType({"tcp.service": "echo"})
    honest_to = (re.compile(rb"[0-9a-f]{16}"),)

    def be_honest(self, octets: bytes) -> Needs:
        self.send(octets)
        return (yield from self.read_some())


class SaysNothing(EchoLiar):
    """Reads everything, and sends nothing."""


class EchoesTwice(EchoLiar):
    """Sends everything twice."""

    def answer(self, octets: bytes) -> bytes:
        return octets * 2


class EchoesBackwards(EchoLiar):
    """Sends everything with the last octet first, and a line after it."""

    def answer(self, octets: bytes) -> bytes:
        return octets[::-1] + b"\r\n"


class AnswersOk(EchoLiar):
    """Sends a short line whatever arrives."""

    def answer(self, octets: bytes) -> bytes:
        return b"OK\r\n"


class HangsUp(EchoLiar):
    """Closes the connection on everything."""

    stays = False


class Resets(EchoLiar):
    """Resets the connection on everything."""

    def answer(self, octets: bytes) -> bytes:
        raise ConnectionResetError


class LiarThatSpeaks(Liar):
    """Sends something at once: that is all that the baseline exchange asks of services that need no request."""

    protocol = "tcp"
    honest_to = ()
    said = b""

    def run(self) -> Wait:
        if not self.shameless:
            self.send(self.said)
        if self.stays:
            yield from super().run()
        yield from self.flush()


class GeneratesThreeCharacters(LiarThatSpeaks):
    """Sends three characters where a stream of them is due, and closes."""

    given = MappingProxyType({"tcp.service": "chargen"})
    said = b"abc"
    stays = False


class GeneratesOnDemand(LiarThatSpeaks):
    """Sends three characters, and then one for each that it is sent."""

    given = MappingProxyType({"tcp.service": "chargen"})
    said = b"abc"

    def answer(self, octets: bytes) -> bytes:
        return octets


class TellsNoDate(LiarThatSpeaks):
    """Sends two lines that are no ASCII where the date is due, and stays."""

    given = MappingProxyType({"tcp.service": "daytime"})
    said = b"caf\xe9\r\n\x07\r\n"


class TellsNoTime(LiarThatSpeaks):
    """Sends a text where four octets are due, and stays."""

    given = MappingProxyType({"tcp.service": "time"})
    said = b"It is late.\r\n"


class QuotesWithoutEnd(LiarThatSpeaks):
    """Sends a message of 10,000 octets that cannot be printed, and stays."""

    given = MappingProxyType({"tcp.service": "qotd"})
    said = bytes(10_000)


class ThrowsBack(Liar):
    """Sends back what a discard service would throw away, and resets when that was much."""

    protocol = "tcp"
    given = MappingProxyType({"tcp.service": "discard"})
    honest_to = ()

    def answer(self, octets: bytes) -> bytes:
        if len(octets) > 1000:
            raise ConnectionResetError
        return octets


LIES: tuple[type[Liar], ...] = (
    SaysNothing,
    EchoesTwice,
    EchoesBackwards,
    AnswersOk,
    HangsUp,
    Resets,
    GeneratesThreeCharacters,
    GeneratesOnDemand,
    TellsNoDate,
    TellsNoTime,
    QuotesWithoutEnd,
    ThrowsBack,
)
SILENT = SaysNothing  # the benchmarks measure a run on it
