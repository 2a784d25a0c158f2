"""WebSocket servers that know that they have failed a connection: what mutants and variants are derived from."""

from __future__ import annotations

from reference_impls.sansio import Wait
from reference_impls.websocket.frames import Failed
from reference_impls.websocket.server import WebSocketServer


class Failing(WebSocketServer):
    """Remembers that it has failed the connection (RFC 6455 §7.1.7)."""

    has_failed = False

    def fail(self, reason: Failed) -> None:
        super().fail(reason)
        self.has_failed = True


class WaitsForTheClientsClose(Failing):
    """Closes TCP after a failure when the client has answered its Close, as it should not (§7.1.1)."""

    def talk(self) -> Wait:
        yield from super().talk()
        self._in.clear()
        if self.has_failed:
            yield from self.read_some()
