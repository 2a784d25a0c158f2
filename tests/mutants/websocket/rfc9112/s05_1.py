"""Mutants for RFC 9112 §5.1, of handshakes."""

from __future__ import annotations

from conformance.websocket.rfc9112.test_05_1_field_line_parsing_handshake import (
    NO_SPACE_NEEDED,
    SPACE_BEFORE_COLON,
)
from reference_impls.http.request import Refused
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(SPACE_BEFORE_COLON)
class StripsNames(WebSocketServer):
    """Takes whitespace off the end of a field name."""

    def space_before_colon(self, name: bytes) -> None:
        return

    def field_name(self, name: bytes) -> bytes:
        return super().field_name(name.rstrip(b" \t"))


@mutant(NO_SPACE_NEEDED)
class SplitsAtColonAndSpace(WebSocketServer):
    """Refuses a field line without a space after its colon, unless it is empty."""

    def field_value(self, value: bytes) -> bytes:
        if value and value[:1] not in b" \t":
            raise Refused(400, "no space after the colon")
        return super().field_value(value)
