"""Mutants for RFC 7766 section 8  TCP Message Length Field"""

from __future__ import annotations

from conformance.dns.rfc7766.test_08_tcp_message_length_field import FIRST_READ
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import HEADER, LENGTH, DnsOverTcp
from reference_impls.sansio import Eof, Needs, Wait
from tests.mutants import mutant


class _TakesWhatComes(DnsOverTcp):
    def run(self) -> Wait:
        while True:
            octets = yield from self.read_some()
            reply = self.respond(octets[2:])
            if reply is not None:
                self.send(self.framed(reply))


@mutant(FIRST_READ)
class TakesWhatComes(DnsServer):
    """Takes the first octets that arrive for a message."""

    over_tcp = _TakesWhatComes


class _WantsTheLength(DnsOverTcp):
    least = 2

    def run(self) -> Wait:
        yield from self.peek()
        if len(self._in) >= self.least:
            yield from super().run()


class _WantsTheHeader(_WantsTheLength):
    least = 14


@mutant(FIRST_READ)
class WantsTheLengthAtOnce(DnsServer):
    """Closes a connection whose first octet is alone."""

    over_tcp = _WantsTheLength


@mutant(FIRST_READ)
class WantsTheHeaderAtOnce(DnsServer):
    """Closes a connection whose first octets are not a length and a header."""

    over_tcp = _WantsTheHeader


class _WantsAllAtOnce(DnsOverTcp):
    def run(self) -> Wait:
        yield from self.peek()
        if len(self._in) >= 2 + int.from_bytes(self._in[:2], "big"):
            yield from super().run()


@mutant(FIRST_READ)
class WantsAllAtOnce(DnsServer):
    """Closes a connection whose first octets are not a whole query."""

    over_tcp = _WantsAllAtOnce


class _WantsLaterLengthsAtOnce(DnsOverTcp):
    answered, least = 0, LENGTH

    def framed(self, message: bytes) -> bytes:
        self.answered += 1
        return super().framed(message)

    def read_exactly(self, count: int) -> Needs:
        if count == LENGTH and self.answered:
            yield from self.peek()
            if len(self._in) < self.least:
                raise Eof
        return (yield from super().read_exactly(count))


class _WantsLaterNamesAtOnce(_WantsLaterLengthsAtOnce):
    least = LENGTH + HEADER + 1


@mutant(FIRST_READ)
class WantsLaterLengthsAtOnce(DnsServer):
    """Closes a connection on which half of the length of a second query arrives alone."""

    over_tcp = _WantsLaterLengthsAtOnce


@mutant(FIRST_READ)
class WantsLaterNamesAtOnce(DnsServer):
    """Closes a connection on which the header of a second query arrives without its question."""

    over_tcp = _WantsLaterNamesAtOnce
