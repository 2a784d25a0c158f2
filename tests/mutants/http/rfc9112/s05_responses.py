"""Mutants for RFC 9112 §5, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_05_field_syntax_responses import FIELD_LINE
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(FIELD_LINE)
class WritesALineWithoutColon(HttpServer):
    """Writes a value without its name."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return value + b"\r\n" if name == b"Server" else super().field_line(name, value)
