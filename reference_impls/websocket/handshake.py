"""The opening handshake of a WebSocket: what both ends know, and what a server decides (RFC 6455 §4)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, field

from reference_impls.http.request import Refused, Request
from reference_impls.http.syntax import TOKEN, Field, Malformed, matches, members
from reference_impls.websocket.deflate import Extension, Negotiation

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
VERSION = b"13"
MAX_OFFERS = 64


def accept_of(key: bytes) -> bytes:
    """Return the value of Sec-WebSocket-Accept for a key, which is hashed as text (§4.2.2)."""
    return base64.b64encode(hashlib.sha1(key + GUID, usedforsecurity=False).digest())


@dataclass(frozen=True)
class Endpoint:
    """A WebSocket resource: the subprotocols that it speaks, and the extensions that it can negotiate.

    ``origins``, in lower case, are those that it admits. It also admits clients that send no Origin.
    """

    subprotocols: tuple[bytes, ...] = (b"chat", b"superchat")
    origins: tuple[bytes, ...] = (b"http://allowed.example",)
    negotiation: Negotiation = field(default_factory=Negotiation)


class Handshake:
    """Decides what a server accepts in an opening handshake; ``agreed`` is the extension that it has agreed to."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.agreed: Extension | None = None

    def response_fields(self, request: Request) -> list[Field]:  # §4.2.2
        """Return the fields of the 101. Raise Malformed or Refused if the handshake cannot be accepted."""
        key = self.key(request)
        self.check_origin(request)
        fields: list[Field] = [(b"Upgrade", b"websocket"), (b"Sec-WebSocket-Accept", self.accept(key))]
        fields += self.subprotocol_field(self.subprotocols(request))
        return fields + self.extension_field(self.extensions(request))

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
        if origins and not (len(origins) == 1 and self.admits_origin(origins[0].lower())):
            raise Refused(403, "not from this origin")

    def admits_origin(self, origin: bytes) -> bool:  # §10.2: compare the whole origin, not a part of it
        return origin in self.endpoint.origins

    def subprotocols(self, request: Request) -> list[bytes]:  # §4.2.1, §11.3.4: unique tokens
        offered = members(request.values(b"sec-websocket-protocol"))
        if not all(matches(TOKEN, offer) for offer in offered) or len(set(offered)) < len(offered):
            raise Malformed("malformed Sec-WebSocket-Protocol")
        return offered

    def subprotocol_field(self, offered: list[bytes]) -> list[Field]:  # §4.2.2: one of the offered, or no field
        chosen = next((offer for offer in offered if offer in self.endpoint.subprotocols), None)
        return [(b"Sec-WebSocket-Protocol", chosen)] if chosen else []

    def extensions(self, request: Request) -> list[Extension]:  # §9.1
        elements = members(request.values(b"sec-websocket-extensions"))
        if len(elements) > MAX_OFFERS:
            raise Malformed("too many extensions")
        return [Extension.parse(element) for element in elements]

    def extension_field(self, offers: list[Extension]) -> list[Field]:  # §9.1: only what was offered
        agreed = self.endpoint.negotiation.agree(offers)
        self.agreed = agreed or self.agreed
        return [(b"Sec-WebSocket-Extensions", bytes(agreed))] if agreed else []
