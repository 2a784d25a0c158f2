"""Mutants for RFC 6455 §4.4."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_04_4_supporting_multiple_versions import TRY_AGAIN
from reference_impls.http.request import Request
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(TRY_AGAIN)
class RefusesForEver(WebSocketServer):
    """Refuses every handshake on a connection once it has refused one."""

    class handshake(Handshake):
        refused = False

        def speaks(self, request: Request) -> bool:
            self.refused |= not super().speaks(request)
            return not self.refused
