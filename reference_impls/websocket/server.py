"""A WebSocket server on top of the HTTP server: the opening handshake, then an echo (RFC 6455 §4.2)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from reference_impls.http.demo import fixed
from reference_impls.http.request import Refused, Request
from reference_impls.http.server import HttpServer
from reference_impls.http.site import TEXT as PLAIN
from reference_impls.http.site import MemoryFiles, Resource, Response, Site
from reference_impls.http.syntax import TOKEN, Field, Malformed, matches
from reference_impls.websocket.deflate import Deflate, Extension, Negotiation
from reference_impls.websocket.end import WebSocketEnd
from reference_impls.websocket.handshake import VERSION, accept_of

MAX_OFFERS = 64


@dataclass(frozen=True)
class Endpoint:
    """What a resource that is a WebSocket agrees to.

    ``subprotocols`` are those that it speaks; ``origins``, in lower case, those that it lets in, besides clients that
    name none.
    """

    subprotocols: tuple[bytes, ...] = (b"chat", b"superchat")
    origins: tuple[bytes, ...] = (b"http://allowed.example",)
    negotiation: Negotiation = field(default_factory=Negotiation)


MANIFEST = {"ws.echo": "/", "ws.subprotocols": "chat,superchat", "ws.origins": "http://allowed.example"}


def plain(request: Request, now: float) -> Response:
    """What a request gets that does not ask for a WebSocket (RFC 9110 §15.5.22)."""
    return Response(426, [(b"Upgrade", b"websocket"), PLAIN], b"426 Upgrade Required: this resource is a WebSocket\n")


def site() -> Site:
    """The echo at ``/``, a page, and what the server says of itself."""
    manifest = json.dumps(MANIFEST, indent=1).encode()
    resources = {
        b"/": Resource((b"GET", b"HEAD"), plain, upgrade=b"websocket"),
        b"/page": Resource((b"GET", b"HEAD"), fixed(200, b"Hello.\n", PLAIN)),
        b"/.well-known/conformance": Resource((b"GET",), fixed(200, manifest, (b"Content-Type", b"application/json"))),
    }
    return Site(MemoryFiles(), resources, MemoryFiles())


class WebSocketServer(HttpServer, WebSocketEnd):
    """One connection to a server of ``site``; a resource whose upgrade is ``websocket`` is an echo."""

    compression = Deflate

    def __init__(self, site: Site, clock: Callable[[], float], endpoint: Endpoint | None = None) -> None:
        super().__init__(site, clock)
        self.endpoint = endpoint or Endpoint()

    def switched_protocol(self) -> Generator[None, None, bool]:
        yield from self.talk()
        return False

    def received(self, opcode: int, payload: bytes) -> None:
        """The application: an echo."""
        self.send_data(opcode, payload)

    # the opening handshake

    def answer_from(self, resource: Resource, request: Request) -> Response:
        if resource.upgrade == b"websocket" and self.upgrades(request, resource.upgrade):
            return self.shake_hands(request)
        return super().answer_from(resource, request)

    def upgrades(self, request: Request, protocol: bytes) -> bool:  # §4.2.1: GET, Upgrade, Connection
        return self.is_get(request) and super().upgrades(request, protocol)

    def is_get(self, request: Request) -> bool:  # §4.2.1
        return request.method == b"GET"

    def shake_hands(self, request: Request) -> Response:  # §4.2.2
        if not self.speaks(request):
            return self.error(426, "version 13 it is", self.version_fields())
        key = self.key(request)
        self.check_origin(request)
        fields: list[Field] = [(b"Upgrade", b"websocket"), (b"Sec-WebSocket-Accept", self.accept(key))]
        fields += self.subprotocol_field(self.subprotocols(request))
        fields += self.extension_field(self.extensions(request))
        return Response(101, fields)

    def speaks(self, request: Request) -> bool:  # §4.2.1, §4.4: the version, once
        return request.values(b"sec-websocket-version") == [VERSION]

    def version_fields(self) -> list[Field]:  # §4.2.2, §4.4; RFC 9110 §15.5.22
        return [(b"Sec-WebSocket-Version", VERSION), (b"Upgrade", b"websocket")]

    def key(self, request: Request) -> bytes:  # §4.2.1, §11.3.1: once, base64 of 16 octets
        keys = request.values(b"sec-websocket-key")
        if len(keys) != 1 or not self.is_key(keys[0]):
            raise Malformed("Sec-WebSocket-Key is not base64 of 16 octets")
        return keys[0]

    def is_key(self, octets: bytes) -> bool:
        try:
            return len(base64.b64decode(octets, validate=True)) == 16
        except binascii.Error:
            return False

    def accept(self, key: bytes) -> bytes:  # §4.2.2
        return accept_of(key)

    def check_origin(self, request: Request) -> None:  # §4.2.2, §10.2
        origins = request.values(b"origin")
        if origins and not (len(origins) == 1 and self.lets_in(origins[0].lower())):
            raise Refused(403, "not from this origin")

    def lets_in(self, origin: bytes) -> bool:  # §10.2: the whole origin, not a part of it
        return origin in self.endpoint.origins

    def subprotocols(self, request: Request) -> list[bytes]:  # §4.2.1, §11.3.4: unique tokens
        offered = self.members(request.values(b"sec-websocket-protocol"))
        if not all(matches(TOKEN, offer) for offer in offered) or len(set(offered)) < len(offered):
            raise Malformed("malformed Sec-WebSocket-Protocol")
        return offered

    def subprotocol_field(self, offered: list[bytes]) -> list[Field]:  # §4.2.2: one of the offered, or no field
        chosen = next((offer for offer in offered if offer in self.endpoint.subprotocols), None)
        return [(b"Sec-WebSocket-Protocol", chosen)] if chosen else []

    def extensions(self, request: Request) -> list[Extension]:  # §9.1
        elements = self.members(request.values(b"sec-websocket-extensions"))
        if len(elements) > MAX_OFFERS:
            raise Malformed("too many extensions")
        return [Extension.parse(element) for element in elements]

    def extension_field(self, offers: list[Extension]) -> list[Field]:  # §9.1: of the offered
        agreed = self.endpoint.negotiation.agree(offers)
        if agreed is None:
            return []
        self.deflate = self.compression.of_server(agreed)
        return [(b"Sec-WebSocket-Extensions", bytes(agreed))]
