"""Mutants for RFC 7692 §7.2.1."""

from __future__ import annotations

import zlib

from conformance.websocket.rfc7692.test_05_extension_negotiation import AS_AGREED
from conformance.websocket.rfc7692.test_06_2_decompression import COMPRESSED
from conformance.websocket.rfc7692.test_07_2_1_compression import EMPTY_BLOCK, NO_TAKEOVER, OWN_WINDOW
from reference_impls.websocket import WebSocketServer
from reference_impls.websocket_deflate import Deflate, Extension
from tests.mutants import mutant


@mutant(EMPTY_BLOCK, also={COMPRESSED: "what follows two empty messages cannot be decompressed"})
class SendsNothingForNothing(WebSocketServer):
    """Sends no octet where the compressor gives none, as it does for an empty message after another."""

    class compression(Deflate):
        def without_tail(self, octets: bytes) -> bytes:
            return octets[: -len(self.tail)]


@mutant(OWN_WINDOW, also={AS_AGREED: "it is what was agreed"})
class ForgetsItsWindow(WebSocketServer):
    """Compresses in a window of 32768 octets, whatever was agreed."""

    class compression(Deflate):
        def compressor(self) -> zlib._Compress:
            return zlib.compressobj(wbits=-15)


@mutant(OWN_WINDOW)
class MakesNineOfEight(WebSocketServer):
    """Compresses in a window of 512 octets where one of 256 was agreed."""

    class compression(Deflate):
        def compressor(self) -> zlib._Compress:
            return zlib.compressobj(wbits=-max(9, self.window))


@mutant(NO_TAKEOVER, also={AS_AGREED: "it is what was agreed"})
class KeepsItsContext(WebSocketServer):
    """Looks back to the messages before, although server_no_context_takeover was agreed."""

    class compression(Deflate):
        @classmethod
        def of_server(cls, agreed: Extension) -> Deflate:
            deflate = super().of_server(agreed)
            deflate.keeps_own = True
            return deflate
