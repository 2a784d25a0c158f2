"""Legal variants of the reference WebSocket server in what it says by itself, and in when it says no more."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import ClassVar

from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.sansio import Wait
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.variants.variant import Variant
from tests.variants.websocket.frames import Unknown


class Broadcasts(Unknown):
    """Sends every message to all its clients: what an application does with a message is its own business."""

    clients: ClassVar[set[Broadcasts]] = set()

    def talk(self) -> Wait:
        self.clients.add(self)
        try:
            yield from super().talk()
        finally:
            self.clients.discard(self)

    def received(self, opcode: int, payload: bytes) -> None:
        for client in self.clients:
            client.send_data(opcode, payload)


class ClosesWhenIdle(WebSocketServer):
    """Closes with 1001 what is idle for half a second: servers may close whenever they like (RFC 6455 §7.3)."""

    patience = 0.5


class LimitOf4kB(WebSocketServer):
    """Answers 431 to a handshake with more than 4 kB of fields (RFC 9110 §5.4)."""

    def shake_hands(self, request: Request) -> Response:
        if sum(len(name) + len(value) for name, value in request.fields) > 4096:
            raise Refused(431, "too many octets of fields")
        return super().shake_hands(request)


class RefusesUnusedBits(WebSocketServer):
    """Refuses a key whose unused bits are not zero: a decoder of base64 may do so (RFC 4648 §3.5)."""

    class handshake(Handshake):
        def is_key(self, octets: bytes) -> bool:
            return super().is_key(octets) and base64.b64encode(base64.b64decode(octets)) == octets


class SeveralFragments(WebSocketServer):
    """Sends each message in up to eleven fragments of seven octets or more (RFC 6455 §5.4)."""

    def fragments(self, payload: bytes) -> Iterator[tuple[bytes, bool]]:
        size = max(7, len(payload) // 10)
        parts = [payload[at : at + size] for at in range(0, len(payload), size)] or [b""]
        for number, part in enumerate(parts, 1):
            yield part, number == len(parts)


VARIANTS = [
    Variant(Broadcasts),
    Variant(ClosesWhenIdle),
    Variant(LimitOf4kB),
    Variant(RefusesUnusedBits),
    Variant(SeveralFragments),
]
