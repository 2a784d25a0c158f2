"""Mutants for RFC 7766 section 6.2.1  Connection Reuse"""

from __future__ import annotations

from conformance.dns.rfc7766.test_06_2_1_connection_reuse import REUSE
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import LENGTH, DnsOverTcp
from reference_impls.sansio import Wait
from tests.mutants import mutant


class _AnswersOne(DnsOverTcp):
    most = 1

    def run(self) -> Wait:
        for _ in range(self.most):
            length = int.from_bytes((yield from self.read_exactly(LENGTH)), "big")
            self.send(self.framed(self.respond((yield from self.read_exactly(length))) or b""))


class _AnswersTwo(_AnswersOne):
    most = 2


class _AnswersThirty(_AnswersOne):
    most = 30


@mutant(REUSE)
class ClosesAfterAReply(DnsServer):
    """Closes a connection after one reply."""

    over_tcp = _AnswersOne


@mutant(REUSE)
class ClosesAfterTwo(DnsServer):
    """Closes a connection after two replies."""

    over_tcp = _AnswersTwo


@mutant(REUSE)
class ClosesAfterThirty(DnsServer):
    """Closes a connection after thirty replies."""

    over_tcp = _AnswersThirty
