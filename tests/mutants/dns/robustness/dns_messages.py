"""Mutants for robustness  Messages over TCP that are odd"""

from __future__ import annotations

from conformance.dns.robustness.test_dns_tcp_messages import CUT_BY_LENGTH, LONG, MALFORMED, OTHERS, SHORT_LENGTHS
from reference_impls.dns.codes import FORMERR
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import HEADER, LENGTH, DnsOverTcp
from reference_impls.sansio import Wait
from tests.mutants import mutant

WWW = bytes(4) + b"\0\1\0\0\0\0\0\0\3www\7example\4test\0\0\1\0\1"
"""A query that was read before, without its identifier."""


class _Reads(DnsOverTcp):
    """Answers messages of any length."""

    def run(self) -> Wait:
        while True:
            length = int.from_bytes((yield from self.read_exactly(LENGTH)), "big")
            message = yield from self.read_exactly(length)
            if self.gives_up(message):
                yield from self.hang()
            self.send(self.framed(self.answer(message)))

    def gives_up(self, message: bytes) -> bool:
        return False

    def answer(self, message: bytes) -> bytes:
        return self.respond(message) or b""

    def hang(self) -> Wait:
        while True:
            yield from self.read_some()


class _KeepsTheBuffer(_Reads):
    def answer(self, message: bytes) -> bytes:
        return super().answer(message + WWW[len(message) :] if len(message) < HEADER else message)


@mutant(SHORT_LENGTHS)
class ReadsOldOctets(DnsServer):
    """Reads a header of which octets are missing to the end from a message before."""

    over_tcp = _KeepsTheBuffer


class _WaitsForAHeader(_Reads):
    def gives_up(self, message: bytes) -> bool:
        return len(message) < HEADER


@mutant(SHORT_LENGTHS)
class WaitsForAHeader(DnsServer):
    """Neither closes nor goes on after a message that is no header."""

    over_tcp = _WaitsForAHeader


class _Completes(_Reads):
    def answer(self, message: bytes) -> bytes:
        reply = super().answer(message)
        if len(reply) > 3 and reply[3] & 15 == FORMERR and self._in:
            reply = self.respond(message + bytes(self._in)) or b""
            self._in.clear()
        return reply


@mutant(CUT_BY_LENGTH)
class CompletesWhatIsCut(DnsServer):
    """Reads on behind the end of a message that is cut."""

    over_tcp = _Completes


class _FailsAtATail(_Reads):
    def gives_up(self, message: bytes) -> bool:
        return len(message) > 100 or message.endswith(bytes(32))


@mutant(LONG)
class HasASmallBuffer(DnsServer):
    """Has room for a hundred octets, and waits for those that are longer without end."""

    over_tcp = _FailsAtATail


class _HasRecords(_Reads):
    def gives_up(self, message: bytes) -> bool:
        return 1 < int.from_bytes(message[10:12], "big") < 10_000


@mutant(LONG)
class ExpectsOneRecord(DnsServer):
    """Waits without end where a query has more records than an OPT record."""

    over_tcp = _HasRecords


class _FailsAtAnError(_Reads):
    def gives_up(self, message: bytes) -> bool:
        reply = self.respond(message)
        return reply is None or bool(reply[3] & 15)


@mutant(MALFORMED)
class EndsItsThread(DnsServer):
    """Ends the thread of a connection where a message is not answered by NOERROR, and leaves the socket open."""

    over_tcp = _FailsAtAnError


class _IsCatchAll(_Reads):
    def answer(self, message: bytes) -> bytes:
        reply = super().answer(message)
        is_odd = len(message) > 1000 and message[4:6] != b"\0\1"
        return (message[:2] + b"\x84\0" + WWW[2:] + b"\xc0\x0c\0\1\0\1\0\0\0\1\0\4" + bytes(4)) if is_odd else reply


@mutant(OTHERS)
class AnswersEverything(DnsServer):
    """Answers by one address what it cannot read."""

    over_tcp = _IsCatchAll
