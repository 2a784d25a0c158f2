"""Mutants for RFC 6455 §7.1.1."""

from __future__ import annotations

from contextlib import suppress

from conformance.websocket.rfc6455.test_07_1_1_close_the_websocket_connection import AT_ONCE, CLEANLY
from reference_impls.sansio import Eof, TimedOut, Wait
from reference_impls.websocket.server import WebSocketServer
from tests.kit.failing import WaitsForTheClientsClose
from tests.mutants import mutant


@mutant(CLEANLY)
class ClosesWithOctetsUnread(WebSocketServer):
    """Closes the socket while much is left to be read, after its Close: the peer gets a RST."""

    def talk(self) -> Wait:
        yield from super().talk()
        if self.close_sent and len(self._in) > 1000:
            yield
            raise ConnectionResetError


@mutant(CLEANLY)
class ResetsInsteadOfClosing(WebSocketServer):
    """Ends the TCP connection by a reset, soon after its Close, although nothing is left to be read."""

    def talk(self) -> Wait:
        yield from super().talk()
        if self.close_sent:
            self.patience = 0.1
            with suppress(Eof, TimedOut):
                while True:
                    yield from self.read_some()
            raise ConnectionResetError


@mutant(AT_ONCE)
class WaitsForAnAnswer(WaitsForTheClientsClose):
    """Waits for the client's Close after a failure."""
