"""Mutants for RFC 9112 §5.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_05_1_field_line_parsing_responses import NO_SPACE_IN_RESPONSES
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NO_SPACE_IN_RESPONSES)
class WritesASpaceBeforeTheColon(HttpServer):
    """Puts a space before a colon."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name + b" " if name == b"Server" else name, value)
