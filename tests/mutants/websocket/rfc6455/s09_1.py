"""Mutants for RFC 6455 §9.1."""

from __future__ import annotations

import re

from conformance.websocket.rfc6455.test_09_1_negotiating_extensions import GRAMMAR, LINEAR, MALFORMED, UNKNOWN
from conformance.websocket.rfc6455.test_11_3_header_fields import PROTOCOL_MANY
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field, Malformed, Part
from reference_impls.sansio import Wait
from reference_impls.websocket.deflate import Extension
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(MALFORMED)
class OverlooksBadGrammar(WebSocketServer):
    """Skips what it cannot read in Sec-WebSocket-Extensions."""

    class handshake(Handshake):
        def extensions(self, request: Request) -> list[Extension]:
            try:
                return super().extensions(request)
            except Malformed:
                return []


@mutant(UNKNOWN)
class RefusesTheUnknown(WebSocketServer):
    """Refuses a handshake that offers an extension which it does not know."""

    class handshake(Handshake):
        def extension_field(self, offers: list[Extension]) -> list[Field]:
            if any(offer.name != b"permessage-deflate" for offer in offers):
                raise Refused(400, "unknown extension")
            return super().extension_field(offers)


@mutant(UNKNOWN)
class AgreesToTheUnknown(WebSocketServer):
    """Agrees to whatever is offered first."""

    class handshake(Handshake):
        def extension_field(self, offers: list[Extension]) -> list[Field]:
            if any(offer.name.startswith(b"x-") for offer in offers):
                return [(b"Sec-WebSocket-Extensions", offers[0].name)]
            return super().extension_field(offers)


@mutant(GRAMMAR)
class KnowsNoQuotes(WebSocketServer):
    """Treats quotes and empty members as errors."""

    class handshake(Handshake):
        def extensions(self, request: Request) -> list[Extension]:
            lines = b",".join(request.values(b"sec-websocket-extensions"))
            if b'"' in lines or re.search(rb"^,|,[ \t]*(,|$)", lines) or b"\t" in lines or b"!" in lines:
                raise Malformed("malformed extension")
            return super().extensions(request)


@mutant(GRAMMAR)
class WantsOneLine(WebSocketServer):
    """Refuses a second line of Sec-WebSocket-Extensions."""

    class handshake(Handshake):
        def extensions(self, request: Request) -> list[Extension]:
            if len(request.values(b"sec-websocket-extensions")) > 1:
                raise Malformed("two lines")
            return super().extensions(request)


@mutant(LINEAR, also={PROTOCOL_MANY: "very many are a long field"})
class LosesItselfInLongFields(WebSocketServer):
    """Answers a handshake with a long field late, and with something that is not HTTP."""

    longest = 0

    def arrived(self, octets: bytes, part: Part) -> None:
        self.longest = max(self.longest, len(octets) if octets.startswith(b"Sec-") else 0)
        super().arrived(octets, part)

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if self.longest > 5000:
            self.send(b"RangeError: Maximum call stack size exceeded\r\n")
        yield from super().respond(request, response, persists)
