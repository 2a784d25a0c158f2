"""Mutants for RFC 7692 §6.2."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_06_2_decompression import COMPRESSED, JOINED, UNCOMPRESSED
from conformance.websocket.rfc7692.test_07_2_1_compression import EMPTY_BLOCK, NO_TAKEOVER, OWN_WINDOW
from conformance.websocket.rfc7692.test_07_2_2_decompression import CONTEXT
from reference_impls.sansio import Wait
from reference_impls.websocket.deflate import Deflate
from reference_impls.websocket.frames import Head, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(COMPRESSED)
class CutsLongMessages(WebSocketServer):
    """Drops what follows the first 50000 octets of a decompressed message of up to 100000."""

    class compression(Deflate):
        def inflate(self, octets: bytes, most: int) -> bytes:
            whole = super().inflate(octets, most)
            return whole[:50000] if len(whole) <= 100_000 else whole


@mutant(JOINED)
class InflatesEachFragment(WebSocketServer):
    """Appends the removed tail at the end of every fragment instead of the message."""

    def read_data(self, head: Head, message: Message) -> Wait:
        yield from super().read_data(head, message)
        if message.compressed and not head.fin and self.deflate:
            self.add_payload(message, self.deflate.tail)


@mutant(
    UNCOMPRESSED,
    also=dict.fromkeys((EMPTY_BLOCK, NO_TAKEOVER, OWN_WINDOW, CONTEXT), "they send uncompressed messages"),
)
class TakesAllForCompressed(WebSocketServer):
    """Decompresses every message, also those without RSV1, once compression is agreed."""

    def message_of(self, head: Head) -> Message:
        message = super().message_of(head)
        message.compressed = self.deflate is not None
        return message
