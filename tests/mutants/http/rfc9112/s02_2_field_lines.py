"""Mutants for RFC 9112 §2.2, field lines."""

from __future__ import annotations

from conformance.http.rfc9112.test_02_2_message_parsing_field_lines import FIELD_LINE_GRAMMAR
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import TOKEN, Field, Part, matches
from tests.mutants import mutant


@mutant(FIELD_LINE_GRAMMAR)
class SkipsWhatIsNoFieldLine(HttpServer):
    """Ignores a line of the field section that it cannot read, instead of rejecting the message."""

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        if part is not Part.FIELD_LINE or matches(rb"[ \t].*|%b[ \t]*:.*" % TOKEN, line):
            super().add_field_line(line, fields, part)
