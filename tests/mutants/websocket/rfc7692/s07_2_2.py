"""Mutants for RFC 7692 §7.2.2."""

from __future__ import annotations

import zlib

from conformance.websocket.rfc7692.test_06_2_decompression import UNCOMPRESSED
from conformance.websocket.rfc7692.test_07_2_2_decompression import (
    BROKEN,
    CONTEXT,
    CUT_OFF,
    EVERY_BLOCK,
    FINAL_BLOCK,
    WINDOW,
)
from reference_impls.websocket.deflate import BadDeflate, Deflate
from reference_impls.websocket.frames import Failed, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(CONTEXT, also=dict.fromkeys((UNCOMPRESSED, WINDOW), "their messages look back"))
class ForgetsTheMessageBefore(WebSocketServer):
    """Decompresses each message by itself."""

    class compression(Deflate):
        def end_of_message(self) -> None:
            self.peer_keeps_context = False
            super().end_of_message()


@mutant(WINDOW)
class HasHalfAWindow(WebSocketServer):
    """Keeps 16384 octets of what it has decompressed."""

    class compression(Deflate):
        def __init__(self, window: int = 15, *, keeps_context: bool = True, peer_keeps_context: bool = True) -> None:
            super().__init__(window, keeps_context=keeps_context, peer_keeps_context=peer_keeps_context)
            self._inflating = zlib.decompressobj(-14)


@mutant(EVERY_BLOCK)
class StopsAtAnEmptyBlock(WebSocketServer):
    """Treats an empty block without compression as the end of the message."""

    class compression(Deflate):
        def inflate(self, octets: bytes, most: int) -> bytes:
            before, end, _ = octets.partition(self.tail)
            return super().inflate(before + end, most)


@mutant(FINAL_BLOCK)
class StopsAtAFinalBlock(WebSocketServer):
    """Goes on with a decompressor that says that its stream has ended."""

    class compression(Deflate):
        def inflate(self, octets: bytes, most: int) -> bytes:
            try:
                return self._inflating.decompress(octets, most)
            except zlib.error as error:
                raise BadDeflate(str(error)) from None


@mutant(BROKEN)
class PassesOverBrokenData(WebSocketServer):
    """Treats a message that cannot be decompressed as empty."""

    def inflate(self, octets: bytes) -> bytes:
        try:
            return super().inflate(octets)
        except Failed:
            return b""


@mutant(CUT_OFF)
class FillsUpWhatIsCutOff(WebSocketServer):
    """Fills a message up with NUL where a block has not come to its end."""

    def finish(self, message: Message) -> None:
        super().finish(message)
        if message.compressed and self.deflate and not self.at_a_block(self.deflate):
            message.payload += bytes(100)

    def at_a_block(self, deflate: Deflate) -> bool:
        try:
            return deflate._inflating.copy().decompress(b"\x00\x01\x00\xfe\xff?") == b"?"
        except zlib.error:
            return False
