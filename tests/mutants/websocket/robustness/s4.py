"""Mutants for sequences of frames."""

from __future__ import annotations

from typing import ClassVar

from conformance.websocket.robustness.test_4_sequences_of_frames import ANY_FAULT, ANY_LEGAL, LIVES_ON
from reference_impls.websocket.frames import Failed
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(ANY_LEGAL)
class LosesWhatFollowsAnEmptyMessage(WebSocketServer):
    """Does not deliver an empty text that follows an empty binary message."""

    before: tuple[int, bytes] = (0, b"?")

    def received(self, opcode: int, payload: bytes) -> None:
        if (self.before, opcode, payload) != ((2, b""), 1, b""):
            super().received(opcode, payload)
        self.before = opcode, payload


@mutant(ANY_FAULT)
class TrustsAClientThatItKnows(WebSocketServer):
    """Accepts unmasked frames after a text, a ping and a binary message."""

    seen = b""

    def received(self, opcode: int, payload: bytes) -> None:
        self.seen += b"TB"[opcode - 1 : opcode]
        super().received(opcode, payload)

    def pinged(self, payload: bytes) -> None:
        self.seen += b"P"
        super().pinged(payload)

    def check_masked(self, masked: bool) -> None:
        super().check_masked(masked or b"TPB" in self.seen)


@mutant(LIVES_ON)
class SulksAfterGarbage(WebSocketServer):
    """Answers no ping that ends with a question mark after a connection that sent only octets 0xFF."""

    sulks: ClassVar[list[bool]] = []  # not for one ping only: whoever asks beside the one who sent them might take it

    def fail(self, reason: Failed) -> None:
        if self._in.startswith(b"\xff" * 10):
            self.sulks.append(True)
        super().fail(reason)

    def pinged(self, payload: bytes) -> None:
        if not (self.sulks and payload.endswith(b"?")):
            super().pinged(payload)
