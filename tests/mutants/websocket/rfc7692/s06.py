"""Mutants for RFC 7692 §6."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_06_framing import ONLY_DATA
from reference_impls.websocket.frames import CLOSE
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(ONLY_DATA)
class TakesAPingForAPart(WebSocketServer):
    """Decompresses a ping or pong that arrives in the middle of a compressed message, as if it were a part of that."""

    def control(self, opcode: int, payload: bytes) -> bool:
        if opcode != CLOSE and self.message and self.message.compressed:
            self.add_payload(self.message, payload)
        return super().control(opcode, payload)
