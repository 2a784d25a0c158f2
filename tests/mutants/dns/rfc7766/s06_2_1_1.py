"""Mutants for RFC 7766 section 6.2.1.1  Query Pipelining"""

from __future__ import annotations

from conformance.dns.rfc7766.test_06_2_1_1_query_pipelining import ALL_ANSWERED, EXPECTED
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import LENGTH, DnsOverTcp
from reference_impls.sansio import Needs, Wait
from tests.mutants import mutant


class _TakesAll(DnsOverTcp):
    """Reads a whole message, and takes all that has come for it."""

    def read_exactly(self, count: int) -> Needs:
        octets = yield from super().read_exactly(count)
        if count == LENGTH:
            return octets
        return octets + (yield from super().read_exactly(len(self._in)))


@mutant(EXPECTED)
class TakesAllForOneMessage(DnsServer):
    """Hands everything that one call of recv() returned to the code that reads a message."""

    over_tcp = _TakesAll


class _Forgets(DnsOverTcp):
    """Reads a whole message, and forgets what has come behind it."""

    def read_exactly(self, count: int) -> Needs:
        octets = yield from super().read_exactly(count)
        if count > LENGTH:
            self._in.clear()
        return octets


@mutant(ALL_ANSWERED)
class ForgetsWhatIsBehind(DnsServer):
    """Begins with an empty buffer after each reply."""

    over_tcp = _Forgets


class _AnswersAHundred(DnsOverTcp):
    most = 100

    def run(self) -> Wait:
        for _ in range(self.most):
            length = int.from_bytes((yield from self.read_exactly(LENGTH)), "big")
            self.send(self.framed(self.respond((yield from self.read_exactly(length))) or b""))


@mutant(ALL_ANSWERED)
class AnswersAHundred(DnsServer):
    """Closes a connection after a hundred replies."""

    over_tcp = _AnswersAHundred


class _WaitsForMore(DnsOverTcp):
    """Looks at its buffer again only when further octets have come."""

    def read_exactly(self, count: int) -> Needs:
        if count == LENGTH:
            yield
        return (yield from super().read_exactly(count))


@mutant(ALL_ANSWERED)
class LooksOncePerRead(DnsServer):
    """Takes one message out of its buffer for each call of recv()."""

    over_tcp = _WaitsForMore


class _ForgetsTypes(DnsOverTcp):
    """Answers the next query as the one before, if they came together."""

    def run(self) -> Wait:
        before = b""
        while True:
            length = int.from_bytes((yield from self.read_exactly(LENGTH)), "big")
            message = yield from self.read_exactly(length)
            reply = self.respond(before or message) or b""
            before = message if self._in else b""
            self.send(self.framed(message[:2] + reply[2:]))


@mutant(ALL_ANSWERED)
class AnswersTheQueryBefore(DnsServer):
    """Answers the second of two queries that come together by what the first asked for."""

    over_tcp = _ForgetsTypes
