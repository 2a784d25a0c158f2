"""Mutants for RFC 9112 §5.1, of handshakes."""

from __future__ import annotations

from conformance.websocket.rfc9112.test_05_1_field_line_parsing_handshake import SPACE_BEFORE_COLON
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(SPACE_BEFORE_COLON)
class StripsNames(WebSocketServer):
    """Takes whitespace off the end of a field name."""

    def space_before_colon(self, name: bytes) -> None:
        return

    def field_name(self, name: bytes) -> bytes:
        return super().field_name(name.rstrip(b" \t"))
