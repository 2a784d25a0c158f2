"""Mutants for RFC 9112 §2.2, of a chunked body."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_02_2_message_parsing_chunked import BAD_CHUNKS, CR_ENDS_NO_CHUNK_LINE
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed, Part
from reference_impls.sansio import Needs
from tests.mutants import mutant


@mutant(BAD_CHUNKS)
class FailsOnBadChunks(HttpServer):
    """Answers 500 to malformed chunks."""

    def read_chunked(self) -> Needs:
        try:
            return (yield from super().read_chunked())
        except Malformed as error:
            raise Refused(500, str(error)) from error


@mutant(BAD_CHUNKS)
class ConvertsSizesByInt(HttpServer):
    """Converts a chunk size by int(), and uses its magnitude."""

    def split_chunk_line(self, line: bytes) -> tuple[bytes, bytes]:
        digits, semicolon, extension = line.partition(b";")
        return digits, semicolon + extension

    def chunk_size(self, digits: bytes) -> int:
        for charset in ("utf-8", "latin-1"):
            try:
                return abs(int(digits.decode(charset), 16))
            except ValueError:
                continue
        raise Malformed("chunk size is not hexadecimal")


@mutant(BAD_CHUNKS)
class SkipsWhatIsNoDigit(HttpServer):
    """Drops whatever is no digit from a size."""

    def split_chunk_line(self, line: bytes) -> tuple[bytes, bytes]:
        digits, semicolon, extension = line.partition(b";")
        return re.sub(rb"[^0-9A-Fa-f]", b"", digits), semicolon + extension


@mutant(BAD_CHUNKS)
class SkipsASymbol(HttpServer):
    """Skips a few symbols before the digits."""

    def chunk_size(self, digits: bytes) -> int:
        return super().chunk_size(re.sub(rb"^[!$&*^|~<>?@\[\]{}]", b"", digits))


@mutant(CR_ENDS_NO_CHUNK_LINE)
class EndsLinesOfChunksAtCr(HttpServer):
    """Treats a bare CR within the chunks as the end of a line."""

    def read_line(self, part: Part) -> Needs:
        if part in (Part.START_LINE, Part.FIELD_LINE):
            return (yield from super().read_line(part))
        self.line_end = re.compile(rb"\r|\n")
        line = yield from super().read_line(part)
        self.line_end = HttpServer.line_end
        if (yield from self.peek()) == b"\n":
            yield from self.read_exactly(1)
        return line

    def line(self, octets: bytes, part: Part) -> bytes:
        return octets[:-1] if octets.endswith(b"\r") else super().line(octets, part)
