"""Mutants for clients that keep a connection and leave something undone."""

from __future__ import annotations

from typing import ClassVar

from conformance.websocket.robustness.test_3_large_and_many_others import OTHERS
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.sansio import Wait
from reference_impls.websocket.frames import Head, Message
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


@mutant(OTHERS)
class SeesOneConnectionOnly(WebSocketServer):
    """Answers no ping while another connection is within a frame of 500 to 1000 octets."""

    within: ClassVar[set[int]] = set()

    def read_data(self, head: Head, message: Message) -> Wait:
        if 500 < head.size < 1000:
            self.within.add(id(self))
        try:
            yield from super().read_data(head, message)
        finally:
            self.within.discard(id(self))

    def pinged(self, payload: bytes) -> None:
        if not self.within - {id(self)}:
            super().pinged(payload)
