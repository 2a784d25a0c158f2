"""Mutants for what is large, and what is many: handshakes that do not go on."""

from __future__ import annotations

from typing import ClassVar

from conformance.websocket.robustness.test_3_large_and_many import OTHERS
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.sansio import Wait
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(OTHERS)
class ShakesOneHandAtATime(WebSocketServer):
    """Answers no handshake while another connection has not sent all of its own."""

    amid: ClassVar[set[int]] = set()

    def run(self) -> Wait:
        self.amid.add(id(self))
        try:
            yield from super().run()
        finally:
            self.amid.discard(id(self))

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        self.amid.discard(id(self))
        while self.amid:
            yield
        yield from super().respond(request, response, persists)
