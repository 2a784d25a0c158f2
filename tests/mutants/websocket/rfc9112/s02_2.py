"""Mutants for RFC 9112 §2.2, of handshakes."""

from __future__ import annotations

from conformance.websocket.rfc9112.test_02_2_message_parsing_handshake import EMPTY_LINE, NO_GRAMMAR
from reference_impls.http.request import RequestLine
from reference_impls.http.syntax import Field, Malformed
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(EMPTY_LINE)
class WantsARequestLineAtOnce(WebSocketServer):
    """Refuses a request with an empty line before it."""

    class request_line(RequestLine):
        def skips_empty_line(self, skipped: int) -> bool:
            return False


@mutant(NO_GRAMMAR)
class PassesOverBadLines(WebSocketServer):
    """Skips lines that are no field lines."""

    def split_field_line(self, line: bytes) -> Field:
        try:
            return super().split_field_line(line)
        except Malformed:
            if line.partition(b":")[0].endswith((b" ", b"\t")):
                raise
            return (b"x-passed-over", b"")
