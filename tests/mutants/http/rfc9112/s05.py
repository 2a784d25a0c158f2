"""Mutants for RFC 9112 §5."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_02_2_message_parsing_field_lines import FIELD_LINE_GRAMMAR
from conformance.http.rfc9112.test_05_field_syntax import NOTHING_HIDDEN, ONE_LINE_ONE_FIELD
from reference_impls.http.length import RequestLength
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import TOKEN, Field, Malformed, Part, matches
from reference_impls.sansio import Needs
from tests.mutants import mutant
from tests.mutants.http.rfc9112.s06_3 import SearchesLines, letters


@mutant(NOTHING_HIDDEN, also={FIELD_LINE_GRAMMAR: "the malformed line is not rejected"})
class EndsTheSectionAtAMalformedLine(HttpServer):
    """Treats a line that is no field line as the end of the field section."""

    def read_line(self, part: Part) -> Needs:
        line = yield from super().read_line(part)
        malformed = part is Part.FIELD_LINE and not matches(rb"[ \t].*|%b[ \t]*:.*" % TOKEN, line)
        return b"" if malformed else line


@mutant(ONE_LINE_ONE_FIELD)
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


@mutant(ONE_LINE_ONE_FIELD)
class FindsALengthInAValue(SearchesLines):
    """Finds a length in whatever line has the letters of Content-Length and digits behind them, in a value as well."""

    def found_in(self, line: bytes) -> list[Field]:
        plain = re.match(rb"(?i)content-length[ \t]*:", line)
        found = re.search(r"contentlengths?([0-9]+)", letters(line))
        return [(b"content-length", found[1].encode())] if found and not plain else []


@mutant(ONE_LINE_ONE_FIELD)
class FindsACodingInAValue(SearchesLines):
    """Finds the coding chunked in whatever line has the letters of Transfer-Encoding and of chunked."""

    class request_length(RequestLength):
        searched = False

        def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
            if not self.searched:
                super().transfer_encoding_with_length(lengths)

    _request_length: request_length

    def found_in(self, line: bytes) -> list[Field]:
        plain = re.match(rb"(?i)transfer-encoding:", line)
        if plain or not re.search("transferencoding.*chunked", letters(line)):
            return []
        self._request_length.searched = True
        return [(b"transfer-encoding", b"chunked")]
