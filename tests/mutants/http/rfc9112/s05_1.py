"""Mutants for RFC 9112 §5.1."""

from __future__ import annotations

from conformance.http.rfc9112.test_02_2_message_parsing import CLOSE_AFTER_MALFORMED
from conformance.http.rfc9112.test_05_1_field_line_parsing import NO_SPACE_BEFORE_COLON
from conformance.http.rfc9112.test_09_6_tear_down import CLOSE_AS_SAID, NOTHING_AFTER_SAID
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from tests.mutants import mutant


@mutant(
    NO_SPACE_BEFORE_COLON,
    also={
        CLOSE_AFTER_MALFORMED: "there is no 400 to close after",
        CLOSE_AS_SAID: "there is no 400 that says close",
        NOTHING_AFTER_SAID: "there is no 400 that says close",
    },
)
class RepairsTheFieldName(HttpServer):
    """Strips whitespace before the colon instead of rejecting the message."""

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        name, colon, value = line.partition(b":")
        repaired = name.rstrip(b" \t") + colon + value if part is Part.FIELD_LINE else line
        super().add_field_line(repaired, fields, part)
