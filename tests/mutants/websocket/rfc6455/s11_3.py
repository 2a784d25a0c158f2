"""Mutants for RFC 6455 §11.3."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_09_1_negotiating_extensions import LINEAR
from conformance.websocket.rfc6455.test_11_3_header_fields import (
    ACCEPT_ONCE,
    KEY_ONCE,
    PROTOCOL_MANY,
    PROTOCOL_ONCE,
    PROTOCOL_TOKENS,
)
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field, Part, members
from reference_impls.sansio import Wait
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(KEY_ONCE)
class TakesTheFirstKey(WebSocketServer):
    """Uses the first of several keys."""

    class handshake(Handshake):
        def key(self, request: Request) -> bytes:
            keys = request.values(b"sec-websocket-key")
            request.fields = [line for line in request.fields if line[0] != b"sec-websocket-key"]
            request.fields += [(b"sec-websocket-key", key) for key in keys[:1]]
            return super().key(request)


@mutant(ACCEPT_ONCE)
class SendsTwoAccepts(WebSocketServer):
    """Sends an accept for each subprotocol that it does not speak, too."""

    class handshake(Handshake):
        def subprotocol_field(self, offered: list[bytes]) -> list[Field]:
            accepts = [
                (b"Sec-WebSocket-Accept", self.accept(b"")) for offer in offered if offer.startswith(b"conformance.")
            ]
            return super().subprotocol_field(offered) + accepts


@mutant(PROTOCOL_ONCE)
class SelectsTwice(WebSocketServer):
    """Sends the subprotocol selected twice, if it is the first of several that were offered."""

    class handshake(Handshake):
        def subprotocol_field(self, offered: list[bytes]) -> list[Field]:
            selected = super().subprotocol_field(offered)
            return [line for line in selected for _ in range(2 if line[1] == offered[0] and offered[1:] else 1)]


@mutant(PROTOCOL_TOKENS)
class SelectsWhatIsNoToken(WebSocketServer):
    """Selects what is offered first, be it a token or not."""

    class handshake(Handshake):
        def subprotocol_field(self, offered: list[bytes]) -> list[Field]:
            return super().subprotocol_field(offered) or [(b"Sec-WebSocket-Protocol", offer) for offer in offered[:1]]

        def subprotocols(self, request: Request) -> list[bytes]:
            return members(request.values(b"sec-websocket-protocol")) or request.values(b"sec-websocket-protocol")


@mutant(PROTOCOL_MANY, also={LINEAR: "it falls silent at long fields too"})
class SaysNothingToMany(WebSocketServer):
    """Stops answering if one subprotocol is offered twice, or if very many are offered."""

    many = False

    def arrived(self, octets: bytes, part: Part) -> None:
        many = octets.count(b",") > 100 or b"a.invalid, a.invalid" in octets
        self.many |= many and octets.startswith(b"Sec-WebSocket-Protocol")
        super().arrived(octets, part)

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        while self.many:
            yield
        yield from super().respond(request, response, persists)
