"""Mutants for RFC 6455 §10.4."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_10_4_implementation_specific_limits import LIMIT_A_FRAME
from reference_impls.websocket import WebSocketServer
from reference_impls.websocket_frames import Message
from tests.mutants import mutant


@mutant(LIMIT_A_FRAME)
class WaitsForWhateverIsDeclared(WebSocketServer):
    """Knows no limit."""

    def check_size(self, message: Message, more: int) -> None:
        return
