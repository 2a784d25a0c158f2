"""Mutants for RFC 9112 §9.3, of handshakes."""

from __future__ import annotations

from conformance.websocket.rfc9112.test_09_3_persistence_handshake import REUSED
from reference_impls.http.request import Request
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(REUSED)
class SwitchesAtOnceOrNever(WebSocketServer):
    """Looks for a handshake in the first request of a connection alone."""

    requests = 0

    def upgrades(self, request: Request, protocol: bytes) -> bool:
        self.requests += 1
        return self.requests == 1 and super().upgrades(request, protocol)
