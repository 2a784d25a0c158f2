"""Mutants for RFC 6455 §6.2."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_06_2_receiving_data import NEW_MESSAGE, REMOVE_MASKING
from reference_impls.websocket import WebSocketServer
from reference_impls.websocket_frames import Head
from tests.mutants import mutant


@mutant(REMOVE_MASKING)
class BeginsTheKeyAnew(WebSocketServer):
    """Begins with the first octet of the key whenever more of a payload arrives."""

    def unmask(self, head: Head, octets: bytes, at: int) -> bytes:
        return super().unmask(head, octets, 0)


@mutant(NEW_MESSAGE)
class KeepsTheFirstType(WebSocketServer):
    """Takes every message for the type of the first one."""

    first = 0

    def received(self, opcode: int, payload: bytes) -> None:
        self.first = self.first or opcode
        super().received(self.first, payload)
