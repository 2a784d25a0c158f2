"""Mutants for RFC 9112 §7.1: the trailer section."""

from __future__ import annotations

from conformance.http.rfc9112.test_07_1_chunked_transfer_coding_trailers import TRAILERS_READ
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, Part
from tests.mutants import mutant


@mutant(TRAILERS_READ)
class RefusesTrailers(HttpServer):
    """Knows no trailer section."""

    def trailers(self, fields: list[Field]) -> None:
        if fields:
            raise Malformed("no empty line after the last chunk")


@mutant(TRAILERS_READ)
class AllowsFourTrailers(HttpServer):
    """Refuses a trailer section of more than four lines."""

    def check_section(self, size: int, count: int, part: Part) -> None:
        if part is Part.TRAILER_LINE and count > 4:
            raise Malformed("too many trailer fields")
        super().check_section(size, count, part)
