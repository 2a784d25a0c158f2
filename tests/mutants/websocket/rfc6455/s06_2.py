"""Mutants for RFC 6455 §6.2."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import ANY_SEGMENTS, EVERY_LENGTH
from conformance.websocket.rfc6455.test_05_4_fragmentation import JOIN
from conformance.websocket.rfc6455.test_05_6_data_frames import BINARY_IS_ANYTHING, OWN_TEXT, PARTIAL
from conformance.websocket.rfc6455.test_06_2_receiving_data import NEW_MESSAGE, REMOVE_MASKING
from conformance.websocket.robustness.test_5_idle_connections import NEVER_DEAD
from reference_impls.websocket.frames import Head
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(
    REMOVE_MASKING, also=because("payloads arrive in pieces", PARTIAL, ANY_SEGMENTS, EVERY_LENGTH, JOIN, NEVER_DEAD)
)
class BeginsTheKeyAnew(WebSocketServer):
    """Begins to unmask with the first octet of the key again whenever more of a payload arrives."""

    def unmask(self, head: Head, octets: bytes, at: int) -> bytes:
        return super().unmask(head, octets, 0)


@mutant(
    NEW_MESSAGE,
    also=dict.fromkeys((BINARY_IS_ANYTHING, ANY_SEGMENTS), "there are messages of both types")
    | {OWN_TEXT: "binary octets are no text"},
)
class KeepsTheFirstType(WebSocketServer):
    """Treats every message as having the type of the first one."""

    first = 0

    def received(self, opcode: int, payload: bytes) -> None:
        self.first = self.first or opcode
        super().received(self.first, payload)
