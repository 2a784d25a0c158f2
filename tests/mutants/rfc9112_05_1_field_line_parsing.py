"""Mutants for RFC 9112 §5.1."""

from __future__ import annotations

from conformance.http.rfc9112.test_05_1_field_line_parsing import NO_SPACE_BEFORE_COLON
from reference_impls.http import HttpServer
from reference_impls.http_syntax import Field
from tests.mutants import mutant


@mutant(NO_SPACE_BEFORE_COLON)
class RepairsTheFieldName(HttpServer):
    """Strips whitespace before the colon instead of rejecting the message."""

    def split_field_line(self, line: bytes) -> Field:
        name, colon, value = line.partition(b":")
        return super().split_field_line(name.rstrip(b" \t") + colon + value)
