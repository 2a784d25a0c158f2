"""Mutants for RFC 7692 §7.2.1."""

from __future__ import annotations

import zlib

from conformance.websocket.rfc7692.test_06_2_decompression import COMPRESSED
from conformance.websocket.rfc7692.test_07_2_1_compression import EMPTY_BLOCK, NO_TAKEOVER, OWN_WINDOW
from conformance.websocket.rfc7692.test_07_2_2_decompression import CONTEXT
from reference_impls.websocket.deflate import Deflate, Extension
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(EMPTY_BLOCK, also=dict.fromkeys((COMPRESSED, CONTEXT), "what follows an empty message cannot be decompressed"))
class SendsNothingForNothing(WebSocketServer):
    """Sends no octet of payload for an empty message."""

    class compression(Deflate):
        def without_tail(self, octets: bytes) -> bytes:
            return octets.removesuffix(b"\x00" + self.tail) if len(octets) == 5 else super().without_tail(octets)


@mutant(OWN_WINDOW)
class ForgetsItsWindow(WebSocketServer):
    """Compresses in a window of 32768 octets, whatever was agreed."""

    class compression(Deflate):
        def compressor(self) -> zlib._Compress:
            return zlib.compressobj(wbits=-15)


@mutant(NO_TAKEOVER, also={CONTEXT: "it is agreed for some of their messages"})
class KeepsItsContext(WebSocketServer):
    """Looks back to the messages before, although server_no_context_takeover was agreed."""

    class compression(Deflate):
        @classmethod
        def of_server(cls, agreed: Extension) -> Deflate:
            deflate = super().of_server(agreed)
            deflate.keeps_context = True
            return deflate
