"""Mutants for RFC 864  UDP Based Character Generator Service"""

from __future__ import annotations

from conformance.udp.rfc864.test_udp_based_character_generator_service import (
    ANSWERED,
    AT_MOST_512,
    DATA_IGNORED,
    ONE_ANSWER,
    RANDOM_NUMBER,
)
from reference_impls.sansio import Peer
from reference_impls.services.chargen import ChargenOverUdp
from tests.mutants import mutant


@mutant(ANSWERED)
class EchoesText(ChargenOverUdp):
    """Has characters only for an empty datagram, and sends others back."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram or super().answer(datagram)


@mutant(AT_MOST_512)
class SendsWholeLines(ChargenOverUdp):
    """Ends the last line after the random number of characters."""

    def characters(self, length: int) -> bytes:
        return super().characters(512)[: length // 2] + bytes(512)


@mutant(RANDOM_NUMBER)
class SendsOneLine(ChargenOverUdp):
    """Sends one line of 72 characters."""

    def choose_length(self) -> int:
        return 74


@mutant(DATA_IGNORED)
class SkipsTheEmpty(ChargenOverUdp):
    """Takes an empty datagram for the end."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if datagram else None


@mutant(DATA_IGNORED)
class WantsText(ChargenOverUdp):
    """Decodes what it receives, which fails for some octets, and has a small buffer."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if datagram.isascii() and len(datagram) < 512 else None


@mutant(DATA_IGNORED)
class ObeysLines(ChargenOverUdp):
    """Takes a line for a command that it does not know."""

    def answer(self, datagram: bytes) -> bytes | None:
        return None if datagram.endswith(b"\n") else super().answer(datagram)


@mutant(ONE_ANSWER)
class GoesOn(ChargenOverUdp):
    """Sends a second datagram, as over TCP the characters go on."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        super().send(datagram, peer)
        super().send(self.characters(100), peer)
