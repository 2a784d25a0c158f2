"""Mutants for RFC 9112 §2.2, field lines."""

from __future__ import annotations

from conformance.http.rfc9112.test_02_2_message_parsing_field_lines import FIELD_LINE_GRAMMAR
from reference_impls.http import HttpServer
from reference_impls.http_syntax import TOKEN, Field, matches
from tests.mutants import mutant


@mutant(FIELD_LINE_GRAMMAR)
class SkipsWhatIsNoFieldLine(HttpServer):
    """Ignores a line of the field section that it cannot read, instead of rejecting the message."""

    def split_field_line(self, line: bytes) -> Field:
        name, colon, _ = line.partition(b":")
        if colon and matches(TOKEN, name.rstrip(b" \t")):
            return super().split_field_line(line)
        return b"", b""
