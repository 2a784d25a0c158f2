"""Mutants for RFC 9112 §5.1."""

from __future__ import annotations

from conformance.http.rfc9112.test_05_1_field_line_parsing import NO_SPACE_BEFORE_COLON
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from tests.mutants import mutant


@mutant(NO_SPACE_BEFORE_COLON)
class RepairsTheFieldName(HttpServer):
    """Strips whitespace before the colon instead of rejecting the message."""

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        name, colon, value = line.partition(b":")
        repaired = name.rstrip(b" \t") + colon + value if part is Part.FIELD_LINE else line
        super().add_field_line(repaired, fields, part)
