"""Mutants for RFC 6455 §7.1.4."""

from __future__ import annotations

import contextlib

from conformance.websocket.rfc6455.test_07_1_4_the_websocket_connection_is_closed import ENDS_WITH_TCP
from reference_impls.sansio import TimedOut, Wait
from reference_impls.websocket.server import WebSocketServer
from tests.kit.judging import PATIENCE
from tests.mutants import mutant


@mutant(ENDS_WITH_TCP)
class DoesNotLetGo(WebSocketServer):
    """Keeps a connection open for a long time after its client has closed it."""

    def talk(self) -> Wait:
        yield from super().talk()
        if self.ended:
            self.patience = 30 * PATIENCE  # silence is confirmed with more than one patience
            with contextlib.suppress(TimedOut):
                yield
