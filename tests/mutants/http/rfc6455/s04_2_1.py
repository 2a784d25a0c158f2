"""Mutants for RFC 6455 §4.2.1."""

from __future__ import annotations

from conformance.http.rfc6455.test_04_2_1_reading_the_clients_opening_handshake import NO_SWITCH
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NO_SWITCH)
class TakesAnythingForAHandshake(HttpServer):
    """Switches to WebSocket if Upgrade names it and the request has any other field of the handshake."""

    def answer(self, request: Request) -> Response:
        offered = request.values(b"upgrade") == [b"websocket"]
        names = (b"sec-websocket-version", b"sec-websocket-key")
        if request.version >= (1, 1) and offered and any(request.values(name) for name in names):
            return self.switching(b"websocket")
        return super().answer(request)
