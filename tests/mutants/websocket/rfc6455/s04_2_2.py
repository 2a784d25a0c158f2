"""Mutants for RFC 6455 §4.2.2."""

from __future__ import annotations

import base64

from conformance.websocket.rfc6455.test_04_2_2_sending_the_servers_opening_handshake import (
    ACCEPT,
    CONNECTION,
    EXTENSIONS_OFFERED,
    NO_SUBPROTOCOL,
    SUBPROTOCOL_LIST,
    SUBPROTOCOL_OFFERED,
    UPGRADE,
    VERSION_REFUSED,
    VERSIONS_LISTED,
)
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field
from reference_impls.websocket.deflate import Extension
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(ACCEPT)
class TakesZerosForNoKey(WebSocketServer):
    """Treats a key of zeros as an empty key when it computes Sec-WebSocket-Accept."""

    class handshake(Handshake):
        def accept(self, key: bytes) -> bytes:
            return super().accept(base64.b64decode(key).strip(b"\0") and key)


@mutant(ACCEPT)
class AcceptsInTheUrlAlphabet(WebSocketServer):
    """Encodes a key that has many + and / in the alphabet for URLs, with - and _."""

    class handshake(Handshake):
        def accept(self, key: bytes) -> bytes:
            many = key.count(b"+") + key.count(b"/") > 16
            return super().accept(key.replace(b"+", b"-").replace(b"/", b"_") if many else key)


@mutant(ACCEPT)
class RewritesTheKey(WebSocketServer):
    """Decodes the key and encodes it again, which changes a key whose unused bits are not zero."""

    class handshake(Handshake):
        def accept(self, key: bytes) -> bytes:
            return super().accept(base64.b64encode(base64.b64decode(key)))


@mutant(ACCEPT)
class LooksAtTheBeginningOfAKey(WebSocketServer):
    """Treats the first 24 characters of a longer key as all of it."""

    class handshake(Handshake):
        def key(self, request: Request) -> bytes:
            keys = request.values(b"sec-websocket-key")
            return keys[0][:24] if len(keys) == 1 and self.is_key(keys[0][:24]) else super().key(request)


@mutant(UPGRADE)
class NamesNoProtocol(WebSocketServer):
    """Sends a 101 without Upgrade where the client has written WebSocket."""

    def shake_hands(self, request: Request) -> Response:
        response = super().shake_hands(request)
        as_usual = b"," in b",".join(request.values(b"upgrade")) or request.values(b"upgrade") == [b"websocket"]
        response.fields = [line for line in response.fields if as_usual or line[0] != b"Upgrade"]
        return response


@mutant(CONNECTION)
class NamesNoOption(WebSocketServer):
    """Sends a 101 without the option upgrade where the client names others too."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            if response.status == 101 and len(self.options(request.fields)) > 1:
                return [(b"Connection", b"keep-alive")]
            return super().connection_field(request, response, persists)


@mutant(VERSION_REFUSED)
class ServesAPageInstead(WebSocketServer):
    """Answers a version that it does not speak with 200."""

    def shake_hands(self, request: Request) -> Response:
        response = super().shake_hands(request)
        return Response(200, self._handshake.version_fields()) if response.status == 426 else response


@mutant(VERSIONS_LISTED)
class DoesNotSayWhichVersion(WebSocketServer):
    """Refuses a version without naming the ones that it speaks."""

    class handshake(Handshake):
        def version_fields(self) -> list[Field]:
            return [(b"Upgrade", b"websocket")]


@mutant(NO_SUBPROTOCOL)
class SendsAnEmptySubprotocol(WebSocketServer):
    """Sends an empty Sec-WebSocket-Protocol where none is offered."""

    class handshake(Handshake):
        def subprotocol_field(self, offered: list[bytes]) -> list[Field]:
            return super().subprotocol_field(offered) if offered else [(b"Sec-WebSocket-Protocol", b"")]

    def shake_hands(self, request: Request) -> Response:
        response = super().shake_hands(request)
        malformed = request.values(b"sec-websocket-protocol")
        response.fields = [line for line in response.fields if line[1] or not malformed]
        return response


@mutant(SUBPROTOCOL_OFFERED)
class SelectsItsOwn(WebSocketServer):
    """Selects a subprotocol of its own where it speaks none of the offered."""

    class handshake(Handshake):
        def subprotocol_field(self, offered: list[bytes]) -> list[Field]:
            return super().subprotocol_field(offered) or [(b"Sec-WebSocket-Protocol", b"chat") for _ in offered[:1]]


@mutant(SUBPROTOCOL_LIST)
class LooksAtTheFirstOffer(WebSocketServer):
    """Looks at the first offered subprotocol alone."""

    class handshake(Handshake):
        def subprotocol_field(self, offered: list[bytes]) -> list[Field]:
            return super().subprotocol_field(offered[:1])


@mutant(SUBPROTOCOL_OFFERED)
class ComparesWithoutCase(WebSocketServer):
    """Treats the subprotocols CHAT and chat as one, and selects its own spelling."""

    class handshake(Handshake):
        def subprotocol_field(self, offered: list[bytes]) -> list[Field]:
            return super().subprotocol_field([offer.lower() for offer in offered])


@mutant(SUBPROTOCOL_OFFERED)
class SelectsTheWholeList(WebSocketServer):
    """Sends the offered list back where it knows none of it."""

    def shake_hands(self, request: Request) -> Response:
        response = super().shake_hands(request)
        fields = [line for line in response.fields if line[0] != b"Sec-WebSocket-Protocol"]
        offers = [line for line in request.values(b"sec-websocket-protocol") if b"conformance.invalid" in line]
        return Response(response.status, fields + [(b"Sec-WebSocket-Protocol", line) for line in offers[:1]])


@mutant(EXTENSIONS_OFFERED)
class AgreesUnasked(WebSocketServer):
    """Lists an extension that nobody offered."""

    class handshake(Handshake):
        def extension_field(self, offers: list[Extension]) -> list[Field]:
            return [(b"Sec-WebSocket-Extensions", b"x-own")] if not offers else super().extension_field(offers)
