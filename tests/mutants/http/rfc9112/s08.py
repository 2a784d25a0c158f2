"""Mutants for RFC 9112 §8."""

from __future__ import annotations

from conformance.http.rfc9112.test_08_handling_incomplete_messages import INCOMPLETE_CHUNKS, INCOMPLETE_HEAD
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from reference_impls.sansio import Eof, Needs
from tests.mutants import mutant


@mutant(INCOMPLETE_HEAD)
class EndsTheHeadWithTheStream(HttpServer):
    """Treats the end of the stream as the empty line after the fields."""

    def read_line(self, part: Part) -> Needs:
        try:
            return (yield from super().read_line(part))
        except Eof:
            if part is not Part.FIELD_LINE:
                raise
            return b""


@mutant(INCOMPLETE_CHUNKS)
class EndsTheChunksWithTheStream(HttpServer):
    """Treats the end of the stream as the last chunk."""

    def read_chunked(self) -> Needs:
        try:
            return (yield from super().read_chunked())
        except Eof:
            return b""


@mutant(INCOMPLETE_HEAD)
class TakesThreeLinesForAHead(HttpServer):
    """Treats the end of the stream as the end of the fields once there are three of them."""

    lines = 0

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        self.lines = len(fields) + 1
        super().add_field_line(line, fields, part)

    def read_line(self, part: Part) -> Needs:
        try:
            return (yield from super().read_line(part))
        except Eof:
            if part is not Part.FIELD_LINE or self.lines < 3:
                raise
            return b""


@mutant(INCOMPLETE_CHUNKS)
class TakesTwoChunksForAll(HttpServer):
    """Treats the end of the stream as the end of the content once two chunks have come."""

    count = 0

    def read_chunk_data(self, size: int) -> Needs:
        self.count += 1
        return (yield from super().read_chunk_data(size))

    def read_line(self, part: Part) -> Needs:
        try:
            return (yield from super().read_line(part))
        except Eof:
            if part not in (Part.CHUNK_LINE, Part.TRAILER_LINE) or self.count < 2:
                raise
            return b"0" if part is Part.CHUNK_LINE else b""
