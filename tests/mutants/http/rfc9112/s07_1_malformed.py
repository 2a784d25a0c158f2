"""Mutants for RFC 9112 §7.1: what does not match the grammar."""

from __future__ import annotations

import re
from collections.abc import Generator

from conformance.http.rfc9112.test_02_2_message_parsing_chunked import BAD_CHUNKS
from conformance.http.rfc9112.test_07_1_2_chunked_trailer_section import FRAMES_NOTHING, LONG, READ
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding import DECODE, LARGE_SIZES
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding_malformed import (
    DATA_ENDS_WITH_CRLF,
    END_IS_AN_EMPTY_LINE,
    SIZE_IS_HEXADECIMAL,
)
from conformance.http.rfc9112.test_09_3_persistence_chunked import BROKEN_CHUNKS_CLOSE
from conformance.http.rfc9112.test_11_2_request_smuggling_syntax import AMBIGUOUS_CHUNK
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, Part
from reference_impls.sansio import Needs
from tests.mutants import mutant

SERVED = {
    BAD_CHUNKS: "what is served is not answered 400",
    BROKEN_CHUNKS_CLOSE: "what is served is not taken for broken",
    AMBIGUOUS_CHUNK: "it may hide a request",
}


@mutant(SIZE_IS_HEXADECIMAL, also=SERVED)
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


@mutant(SIZE_IS_HEXADECIMAL, also=SERVED)
class ReadsSizesByPrefix(HttpServer):
    """Reads the digits at the beginning of a chunk line as the size, like strtol(): no digits mean 0."""

    def split_chunk_line(self, line: bytes) -> tuple[bytes, bytes]:
        found = re.match(rb"[0-9A-Fa-f]*", line)
        return found[0] if found and found[0] else b"0", b""


@mutant(SIZE_IS_HEXADECIMAL, also=SERVED)
class SkipsWhatIsNoDigit(HttpServer):
    """Drops whatever is no digit from a size."""

    def split_chunk_line(self, line: bytes) -> tuple[bytes, bytes]:
        digits, semicolon, extension = line.partition(b";")
        return re.sub(rb"[^0-9A-Fa-f]", b"", digits), semicolon + extension


@mutant(DATA_ENDS_WITH_CRLF, also=SERVED)
class SkipsTheEndOfData(HttpServer):
    """Does not check the two octets after the data."""

    def chunk_end(self, octets: bytes) -> None:
        """Skip them."""


@mutant(DATA_ENDS_WITH_CRLF, also=SERVED)
class SkipsLineEnds(HttpServer):
    """Skips CR and LF after the data of a chunk, and also accepts the data without them."""

    def read_chunk_data(self, size: int) -> Needs:
        data = yield from self.read_exactly(size)
        while (yield from self.peek()) in b"\r\n":
            yield from self.read_exactly(1)
        return data


@mutant(DATA_ENDS_WITH_CRLF, also={**SERVED, **dict.fromkeys((DECODE, LARGE_SIZES), "the data may have line ends")})
class ReadsDataAsLines(HttpServer):
    """Reads the data of a chunk up to CRLF, whatever its size is."""

    def read_chunk_data(self, size: int) -> Needs:
        return (yield from self.read_until(b"\r\n", 1 << 20))[:-2]


@mutant(
    END_IS_AN_EMPTY_LINE, also=dict.fromkeys((READ, FRAMES_NOTHING, LONG, BAD_CHUNKS), "it knows no trailer fields")
)
class SkipsTheEmptyLine(HttpServer):
    """Treats any two octets after the last chunk as the end."""

    def read_fields(self, part: Part) -> Generator[None, None, list[Field]]:
        if part is not Part.TRAILER_LINE:
            return (yield from super().read_fields(part))
        yield from self.read_exactly(2)
        return []


@mutant(SIZE_IS_HEXADECIMAL)
class SkipsASymbol(HttpServer):
    """Skips a few symbols before the digits."""

    def chunk_size(self, digits: bytes) -> int:
        return super().chunk_size(re.sub(rb"^[!$&*^|~<>?@\[\]{}]", b"", digits))
