"""A WebSocket server on top of the HTTP server: the opening handshake, then an echo (RFC 6455 §4.2)."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator

from reference_impls.http.demo import fixed
from reference_impls.http.files import MemoryFiles
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import TEXT as PLAIN
from reference_impls.http.site import Resource, Site
from reference_impls.websocket.deflate import Deflate
from reference_impls.websocket.end import WebSocketEnd
from reference_impls.websocket.handshake import Endpoint, Handshake

MANIFEST = {"ws.echo": "/", "ws.subprotocols": "chat,superchat", "ws.origins": "http://allowed.example"}


def plain(request: Request, now: float) -> Response:
    """Answer a request that does not ask for a WebSocket (RFC 9110 §15.5.22)."""
    return Response(426, [(b"Upgrade", b"websocket"), PLAIN], b"426 Upgrade Required: this resource is a WebSocket\n")


def site() -> Site:
    """Return a site with the echo at ``/``, a page, and the description of the server for conformance runs."""
    manifest = json.dumps(MANIFEST, indent=1).encode()
    resources = {
        b"/": Resource((b"GET", b"HEAD"), plain, upgrade=b"websocket"),
        b"/page": Resource((b"GET", b"HEAD"), fixed(200, b"Hello.\n", PLAIN)),
        b"/.well-known/conformance": Resource((b"GET",), fixed(200, manifest, (b"Content-Type", b"application/json"))),
    }
    return Site(MemoryFiles(), resources, MemoryFiles())


class WebSocketServer(HttpServer, WebSocketEnd):
    """One connection to a server of ``site``. Each resource whose ``upgrade`` is ``websocket`` is an echo."""

    handshake = Handshake
    compression = Deflate

    def __init__(self, site: Site, clock: Callable[[], float], endpoint: Endpoint | None = None) -> None:
        super().__init__(site, clock)
        self._handshake = self.handshake(endpoint or Endpoint())

    def switched_protocol(self) -> Generator[None, None, bool]:
        yield from self.talk()
        return False

    def received(self, opcode: int, payload: bytes) -> None:
        """Send the message back: the application is an echo."""
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
        if not self._handshake.speaks(request):
            return self.error(426, "this server speaks version 13", self._handshake.version_fields())
        fields = self._handshake.response_fields(request)
        if self._handshake.agreed:
            self.deflate = self.compression.of_server(self._handshake.agreed)
        return Response(101, fields)
