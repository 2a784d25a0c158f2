"""Mutants for RFC 6455 §4.2.1."""

from __future__ import annotations

import base64
import binascii

from conformance.websocket.rfc6455.test_04_2_1_reading_the_clients_opening_handshake_request_key import (
    ANY_ORDER,
    ANY_SEGMENTS,
    KEY_BARE,
    KEY_IS_BASE64,
    KEY_NEEDED,
    KEY_OF_16_OCTETS,
    VERSION_13,
)
from reference_impls.http.request import Refused, Request
from reference_impls.http.syntax import Part
from reference_impls.http.target import Targets
from reference_impls.sansio import Needs
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(KEY_NEEDED)
class NeedsNoKey(WebSocketServer):
    """Accepts a handshake without a key."""

    class handshake(Handshake):
        def key(self, request: Request) -> bytes:
            has_one = any(request.values(b"sec-websocket-key"))
            return super().key(request) if has_one else b""


@mutant(KEY_IS_BASE64)
class TakesAnyCharacters(WebSocketServer):
    """Accepts a key with other characters than those of base64, and without padding."""

    class handshake(Handshake):
        def is_key(self, octets: bytes) -> bool:
            return super().is_key(octets.replace(b"!", b"g").rstrip(b"=").ljust(24, b"="))


@mutant(KEY_OF_16_OCTETS)
class TakesKeysOfAnyLength(WebSocketServer):
    """Accepts any key in base64 that is not empty."""

    class handshake(Handshake):
        def is_key(self, octets: bytes) -> bool:
            try:
                return base64.b64decode(octets, validate=True) != b""
            except binascii.Error:
                return False


@mutant(KEY_BARE)
class KeepsWhitespace(WebSocketServer):
    """Hashes the key with the whitespace around it."""

    class handshake(Handshake):
        padded = b""

        def accept(self, key: bytes) -> bytes:
            return super().accept(self.padded)

    _handshake: handshake

    def field_value(self, value: bytes) -> bytes:
        if value.strip(b" \t").endswith(b"=="):
            self._handshake.padded = value.removeprefix(b" ")
        return super().field_value(value)


@mutant(VERSION_13)
class SpeaksEveryVersion(WebSocketServer):
    """Does not check the version."""

    class handshake(Handshake):
        def speaks(self, request: Request) -> bool:
            return True


@mutant(VERSION_13)
class KnowsOneVersionAmongMany(WebSocketServer):
    """Accepts any Sec-WebSocket-Version that contains 13."""

    class handshake(Handshake):
        def speaks(self, request: Request) -> bool:
            return any(b"13" in value for value in request.values(b"sec-websocket-version"))


@mutant(VERSION_13)
class SpeaksADraft(WebSocketServer):
    """Speaks version 8 without saying so."""

    class handshake(Handshake):
        def speaks(self, request: Request) -> bool:
            return super().speaks(request) or request.values(b"sec-websocket-version") in ([b"8"], [b"7"])


@mutant(ANY_ORDER)
class KnowsNamesAsWritten(WebSocketServer):
    """Compares the names of its fields with regard to case, and refuses fields that it does not know."""

    def field_name(self, name: bytes) -> bytes:
        if name.lower().startswith(b"sec-websocket-") and name not in (
            b"Sec-WebSocket-Key",
            b"Sec-WebSocket-Version",
            b"Sec-WebSocket-Protocol",
            b"Sec-WebSocket-Extensions",
        ):
            raise Refused(400, "unknown field")
        return super().field_name(name)


@mutant(ANY_ORDER)
class WantsHostFirst(WebSocketServer):
    """Requires the fields in the order of the example in the RFC."""

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            if request.fields and request.fields[0][0] != b"host":
                raise Refused(400, "Host is not first")
            super().check_host(request)


@mutant(ANY_SEGMENTS)
class ReadsOnce(WebSocketServer):
    """Treats the octets of the first read as the whole request line."""

    def read_line(self, part: Part) -> Needs:
        if b"\r\n" not in self._in:
            yield from self.peek()
            if b"\r\n" not in self._in:
                raise Refused(400, "incomplete request")
        return (yield from super().read_line(part))
