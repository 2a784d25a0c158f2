"""Mutants for what is large, and what is many."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_07_2_2_decompression import CONTEXT
from conformance.websocket.robustness.test_3_large_and_many import ANY_SEGMENTS, BOUNDED, EACH, WHOLE
from reference_impls.sansio import Wait
from reference_impls.websocket.deflate import Deflate
from reference_impls.websocket.frames import Head, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(WHOLE)
class CutsLargeMessages(WebSocketServer):
    """Keeps 100000 octets of a message."""

    def received(self, opcode: int, payload: bytes) -> None:
        super().received(opcode, payload[:100_000])


@mutant(ANY_SEGMENTS)
class ReadsOnlyOnce(WebSocketServer):
    """Treats what has arrived of a frame of 20000 to 60000 octets as all of it."""

    def read_data(self, head: Head, message: Message) -> Wait:
        if not 20_000 < head.size < 60_000:
            yield from super().read_data(head, message)
            return
        self.add_payload(message, self.unmask(head, (yield from self.read_up_to(head.size)), 0))


@mutant(EACH, also={CONTEXT: "a hundred of its messages come at once"})
class LosesMessages(WebSocketServer):
    """Delivers 25 messages of those that come together."""

    count = 0

    def receive(self, octets: bytes) -> None:
        self.count = 0
        super().receive(octets)

    def received(self, opcode: int, payload: bytes) -> None:
        self.count += 1
        if self.count <= 25:
            super().received(opcode, payload)


@mutant(BOUNDED)
class CutsWhatItInflates(WebSocketServer):
    """Decompresses a message to 100000 octets, and drops the rest."""

    class compression(Deflate):
        def inflate(self, octets: bytes, most: int) -> bytes:
            return super().inflate(octets, most)[:100_000]
