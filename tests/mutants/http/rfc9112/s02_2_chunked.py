"""Mutants for RFC 9112 §2.2, of a chunked body."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_02_2_message_parsing_chunked import BAD_CHUNKS, CR_ENDS_NO_CHUNK_LINE
from conformance.http.rfc9112.test_07_1_1_chunk_extensions import LIMIT_TOTAL
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding import DECODE
from conformance.http.rfc9112.test_11_2_request_smuggling_syntax import AMBIGUOUS_CHUNK, LINE_FEED_IN_CHUNK_LINE
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


@mutant(
    BAD_CHUNKS, also={AMBIGUOUS_CHUNK: "it may hide a request", LIMIT_TOTAL: "what is behind the digits is not counted"}
)
class ReadsSizesByPrefix(HttpServer):
    """Reads the digits at the beginning of a chunk line as the size, like strtol(): no digits mean 0."""

    def split_chunk_line(self, line: bytes) -> tuple[bytes, bytes]:
        found = re.match(rb"[0-9A-Fa-f]*", line)
        return found[0] if found and found[0] else b"0", b""


@mutant(BAD_CHUNKS)
class SkipsWhatIsNoDigit(HttpServer):
    """Drops whatever is no digit from a size."""

    def split_chunk_line(self, line: bytes) -> tuple[bytes, bytes]:
        digits, semicolon, extension = line.partition(b";")
        return re.sub(rb"[^0-9A-Fa-f]", b"", digits), semicolon + extension


@mutant(BAD_CHUNKS, also={AMBIGUOUS_CHUNK: "it may hide a request"})
class SkipsTheEndOfData(HttpServer):
    """Does not check the two octets after the data."""

    def chunk_end(self, octets: bytes) -> None:
        """Skip them."""


@mutant(BAD_CHUNKS, also={AMBIGUOUS_CHUNK: "it may hide a request"})
class SkipsLineEnds(HttpServer):
    """Skips CR and LF after the data of a chunk, and also accepts the data without them."""

    def read_chunk_data(self, size: int) -> Needs:
        data = yield from self.read_exactly(size)
        while (yield from self.peek()) in b"\r\n":
            yield from self.read_exactly(1)
        return data


@mutant(BAD_CHUNKS, also={DECODE: "the data may have line ends"})
class ReadsDataAsLines(HttpServer):
    """Reads the data of a chunk up to CRLF, whatever its size is."""

    def read_chunk_data(self, size: int) -> Needs:
        return (yield from self.read_until(b"\r\n", 1 << 20))[:-2]


@mutant(BAD_CHUNKS)
class SkipsASymbol(HttpServer):
    """Skips a few symbols before the digits."""

    def chunk_size(self, digits: bytes) -> int:
        return super().chunk_size(re.sub(rb"^[!$&*^|~<>?@\[\]{}]", b"", digits))


@mutant(BAD_CHUNKS, also={LINE_FEED_IN_CHUNK_LINE: "it is what hides a request"})
class ReadsOnAfterLf(HttpServer):
    """Treats whatever is between the semicolon and CRLF as an extension, where there is a LF."""

    def read_line(self, part: Part) -> Needs:
        self.line_end = re.compile(rb"\r\n") if part is Part.CHUNK_LINE else HttpServer.line_end
        return (yield from super().read_line(part))

    def check_extensions(self, extension: bytes, total: int) -> None:
        if b"\n" not in extension:
            super().check_extensions(extension, total)


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
