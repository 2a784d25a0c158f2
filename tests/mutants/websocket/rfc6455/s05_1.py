"""Mutants for RFC 6455 §5.1."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_1_overview import OWN_FRAMES_UNMASKED, UNMASKED_FRAMES
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(UNMASKED_FRAMES)
class TakesUnmaskedFrames(WebSocketServer):
    """Accepts frames that are not masked."""

    def check_masked(self, masked: bool) -> None:
        return


@mutant(OWN_FRAMES_UNMASKED)
class MasksItsFrames(WebSocketServer):
    """Masks what it sends, as if it were a client."""

    def masking_key(self) -> bytes:
        return b"\x01\x02\x03\x04"
