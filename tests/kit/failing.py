"""WebSocket servers that remember whether they have failed the connection; base classes of mutants and variants."""

from __future__ import annotations

from reference_impls.sansio import Wait
from reference_impls.websocket.frames import Failed
from reference_impls.websocket.server import WebSocketServer


class RemembersFailure(WebSocketServer):
    """Remembers that it has failed the connection (RFC 6455 §7.1.7)."""

    has_failed = False

    def fail(self, reason: Failed) -> None:
        super().fail(reason)
        self.has_failed = True


class WaitsForTheClientsClose(RemembersFailure):
    """After a failure, closes TCP only when the client has answered its Close, against a SHOULD (§7.1.1)."""

    def talk(self) -> Wait:
        yield from super().talk()
        self._in.clear()
        if self.has_failed:
            yield from self.read_some()
