"""Mutants for idle connections."""

from __future__ import annotations

from conformance.websocket.robustness.test_5_idle_connections import NEVER_DEAD
from reference_impls.sansio import Wait
from reference_impls.websocket.frames import Head, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(NEVER_DEAD)
class FallsAsleep(WebSocketServer):
    """Stops answering after a frame whose end arrived late, if it has one particular masking key."""

    def read_data(self, head: Head, message: Message) -> Wait:
        began = self.clock()
        yield from super().read_data(head, message)
        if head.key == b"mask" and self.clock() - began > 0.1:
            yield from self.read_exactly(1 << 30)
