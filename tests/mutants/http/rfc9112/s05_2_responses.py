"""Mutants for RFC 9112 §5.2, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_05_2_obsolete_line_folding_responses import NO_FOLDING
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NO_FOLDING)
class FoldsAFieldLine(HttpServer):
    """Goes on with a value on the next line."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value + b"\r\n\tfolded" if name == b"Server" else value)
