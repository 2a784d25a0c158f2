"""Mutants for RFC 9112 §5."""

from __future__ import annotations

import re

from conformance.http.rfc9110.test_05_1_field_names import EXACT_NAME
from conformance.http.rfc9112.test_02_2_message_parsing import WHITESPACE_BEFORE_FIELDS
from conformance.http.rfc9112.test_02_2_message_parsing_field_lines import FIELD_LINE_GRAMMAR
from conformance.http.rfc9112.test_02_2_message_parsing_line_ends import OCTETS
from conformance.http.rfc9112.test_05_2_obsolete_line_folding import OBS_FOLD
from conformance.http.rfc9112.test_05_field_syntax import NOTHING_HIDDEN, ONE_LINE_ONE_FIELD
from conformance.http.rfc9112.test_06_3_message_body_length import NAME_IN_FULL
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import TOKEN, Field, Malformed, Part, matches
from reference_impls.sansio import Needs
from tests.mutants import mutant
from tests.mutants.http.rfc9112.s06_3 import FindsTheLengthAnywhere


@mutant(NOTHING_HIDDEN, also={FIELD_LINE_GRAMMAR: "the malformed line is not rejected"})
class EndsTheSectionAtAMalformedLine(HttpServer):
    """Treats a line that is no field line as the end of the field section."""

    def read_line(self, part: Part) -> Needs:
        line = yield from super().read_line(part)
        malformed = part is Part.FIELD_LINE and not matches(rb"[ \t].*|%b[ \t]*:.*" % TOKEN, line)
        return b"" if malformed else line


@mutant(ONE_LINE_ONE_FIELD, also={OCTETS: "the same lines, seen by what they list"})
class SplitsLinesAtOtherControls(HttpServer):
    """Splits lines as a library for text does, not only at CRLF."""

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        for piece in re.split(rb"[\x0b\x0c\x1c-\x1e]", line):
            super().add_field_line(piece, fields, part)


@mutant(NOTHING_HIDDEN)
class WaitsForTheEndOfAQuotation(HttpServer):
    """Skips a malformed line, and the next one too where a quotation is left open."""

    open = False

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        if self.open:
            self.open = False
            return
        try:
            super().add_field_line(line, fields, part)
        except Malformed:
            self.open = bool(line.count(b'"') % 2)
            if not self.open:
                raise


@mutant(ONE_LINE_ONE_FIELD)
class SplitsAtTwoControls(HttpServer):
    """Treats two control characters in a row as the end of a line."""

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        for piece in re.split(rb"[\x00-\x08\x0b-\x1f\x7f]{2}", line):
            super().add_field_line(piece, fields, part)


@mutant(
    ONE_LINE_ONE_FIELD,
    also=dict.fromkeys(
        (EXACT_NAME, NAME_IN_FULL, OBS_FOLD, WHITESPACE_BEFORE_FIELDS), "it finds a length in them, too"
    ),
)
class FindsALengthInAValue(FindsTheLengthAnywhere):
    """Finds a length in the value of another field."""
