"""Mutants for RFC 9112 §7.1: what is not the end of chunked content."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9112.test_07_1_chunked_transfer_coding_malformed import END_IS_AN_EMPTY_LINE
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from tests.mutants import mutant


@mutant(END_IS_AN_EMPTY_LINE)
class SkipsTheEmptyLine(HttpServer):
    """Treats any two octets after the last chunk as the end."""

    def read_fields(self, part: Part) -> Generator[None, None, list[Field]]:
        if part is not Part.TRAILER_LINE:
            return (yield from super().read_fields(part))
        yield from self.read_exactly(2)
        return []
