"""Mutants for RFC 9112 §6.3, of handshakes."""

from __future__ import annotations

from conformance.websocket.rfc9110.test_07_8_upgrade_handshake import CONTINUE_FIRST
from conformance.websocket.rfc9112.test_06_3_message_body_length_handshake import CONTENT
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Request
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(CONTENT, also={CONTINUE_FIRST: "it waits for no content"})
class TakesContentForFrames(WebSocketServer):
    """Believes that a handshake has no content."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            return 0 if request.values(b"upgrade") else super().body_framing(request)
