"""Mutants for RFC 6455 §4.2.1."""

from __future__ import annotations

from conformance.http.rfc6455.test_04_2_1_reading_the_clients_opening_handshake import NO_SWITCH
from conformance.http.rfc9110.test_07_8_upgrade import ONLY_WHAT_WAS_OFFERED
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NO_SWITCH, also={ONLY_WHAT_WAS_OFFERED: "it looks at nothing else"})
class TakesAnythingForAHandshake(HttpServer):
    """Switches to WebSocket as soon as a request has any of the fields of the handshake."""

    def answer(self, request: Request) -> Response:
        offered = request.values(b"upgrade") in ([], [b"websocket"])
        names = (b"sec-websocket-version", b"sec-websocket-key")
        if request.version >= (1, 1) and offered and any(request.values(name) for name in names):
            return self.switching(b"websocket")
        return super().answer(request)
