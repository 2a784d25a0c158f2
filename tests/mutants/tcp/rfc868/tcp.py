"""Mutants for RFC 868  The Time Protocol over TCP"""

from __future__ import annotations

from conformance.tcp.rfc868.test_tcp_time_service import CLOSES, FOUR_OCTETS, SINCE_1900
from reference_impls.sansio import Wait
from reference_impls.services.time_protocol import TimeOverTcp
from tests.mutants import mutant


@mutant(FOUR_OCTETS)
class SendsDigits(TimeOverTcp):
    """Sends the number as a text."""

    def number(self) -> bytes:
        return b"%d\r\n" % int.from_bytes(super().number(), "big")


@mutant(FOUR_OCTETS)
class SendsSixtyFourBits(TimeOverTcp):
    """Sends eight octets, so as to last beyond 2036."""

    def number(self) -> bytes:
        return bytes(4) + super().number()


@mutant(CLOSES)
class LeavesItOpen(TimeOverTcp):
    """Waits for the client to close."""

    patience = None

    def run(self) -> Wait:
        yield from super().run()
        while not self._eof:
            yield


@mutant(SINCE_1900)
class CountsFrom1970(TimeOverTcp):
    """Sends the time as most systems count it."""

    def number(self) -> bytes:
        return int(self.today()).to_bytes(4, "big")


@mutant(SINCE_1900)
class SendsTheLeastOctetFirst(TimeOverTcp):
    """Sends the number in the order of its processor."""

    def number(self) -> bytes:
        return super().number()[::-1]
