"""Mutants for RFC 6455 §10.4."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_10_4_implementation_specific_limits import LIMIT_A_FRAME
from reference_impls.websocket.frames import Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(LIMIT_A_FRAME)
class WaitsForWhateverIsDeclared(WebSocketServer):
    """Accepts messages of any size."""

    def check_size(self, message: Message, more: int) -> None:
        return
