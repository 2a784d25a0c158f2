"""Mutants for RFC 6455 §10.2."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_10_2_origin_considerations import FORBIDDEN, VERIFY_ORIGIN
from reference_impls.http.request import Refused, Request
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(VERIFY_ORIGIN)
class LetsEveryoneIn(WebSocketServer):
    """Does not check Origin."""

    class handshake(Handshake):
        def admits_origin(self, origin: bytes) -> bool:
            return True


@mutant(VERIFY_ORIGIN)
class LooksForThePart(WebSocketServer):
    """Looks for its own host anywhere in the origin."""

    class handshake(Handshake):
        def admits_origin(self, origin: bytes) -> bool:
            return b"allowed.example" in origin


@mutant(FORBIDDEN)
class RefusesOriginsWith400(WebSocketServer):
    """Calls an unacceptable origin a bad request."""

    class handshake(Handshake):
        def check_origin(self, request: Request) -> None:
            try:
                super().check_origin(request)
            except Refused:
                raise Refused(400, "not from this origin") from None
