"""Mutants for RFC 6455 §4.2.2."""

from __future__ import annotations

from collections.abc import Generator

from conformance.websocket.rfc6455.test_04_2_2_sending_the_servers_opening_handshake_switch import (
    NO_DESYNC,
    NO_LONGER_HTTP,
    NOTHING_BEFORE,
)
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.sansio import Wait
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(NOTHING_BEFORE)
class AnswersEarlyFramesFirst(WebSocketServer):
    """Sends a frame before the 101 where frames came with the request."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if response.status == 101 and self._in and self._in[0] & 0x80 | (self._in[0] in (1, 2)):
            self.send(b"\x8a\x05early")
        yield from super().respond(request, response, persists)


@mutant(NO_LONGER_HTTP)
class GoesOnWithHttp(WebSocketServer):
    """Answers an HTTP request that comes after the 101."""

    def switched_protocol(self) -> Generator[None, None, bool]:
        if (yield from self.peek()) == b"G":
            return True
        return (yield from super().switched_protocol())


@mutant(NO_DESYNC)
class WaitsForALargeFrame(WebSocketServer):
    """Treats what comes with the request as the beginning of a large frame, and waits for the rest."""

    def switched_protocol(self) -> Generator[None, None, bool]:
        if self._in:
            self._in[:] = b"\x82\xfe\xff\xff"
        return (yield from super().switched_protocol())
