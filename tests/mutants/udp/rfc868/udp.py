"""Mutants for RFC 868  UDP time service"""

from __future__ import annotations

from conformance.udp.rfc868.test_udp_time_service import (
    ANY_IS_ANSWERED,
    EMPTY_IS_ANSWERED,
    FOUR_OCTETS,
    ONE_ANSWER,
    SINCE_1900,
)
from reference_impls.sansio import Peer
from reference_impls.services.time_protocol import TimeOverUdp
from tests.mutants import mutant

SINCE_1970 = 2_208_988_800  # seconds from 1900


@mutant(FOUR_OCTETS)
class SendsEightOctets(TimeOverUdp):
    """Sends a number of 64 bits."""

    def answer(self, datagram: bytes) -> bytes | None:
        return bytes(4) + (super().answer(datagram) or b"")


@mutant(SINCE_1900)
class CountsFrom1970(TimeOverUdp):
    """Sends the seconds since 1970."""

    def answer(self, datagram: bytes) -> bytes | None:
        return int(self.today()).to_bytes(4, "big")


@mutant(SINCE_1900)
class SendsLittleEndian(TimeOverUdp):
    """Sends the least significant octet first."""

    def answer(self, datagram: bytes) -> bytes | None:
        return (super().answer(datagram) or b"")[::-1]


@mutant(EMPTY_IS_ANSWERED)
class SkipsTheEmpty(TimeOverUdp):
    """Takes an empty datagram for the end."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if datagram else None


@mutant(ANY_IS_ANSWERED)
class AnswersShortText(TimeOverUdp):
    """Answers only what may come from a client that it knows."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if len(datagram) in (0, 16, 32) else None


@mutant(ONE_ANSWER)
class Repeats(TimeOverUdp):
    """Sends the time twice, because datagrams may be lost."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        super().send(datagram, peer)
        super().send(datagram, peer)
