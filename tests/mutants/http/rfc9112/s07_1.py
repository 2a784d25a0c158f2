"""Mutants for RFC 9112 §7.1: what is well-formed."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.http.rfc9112.test_07_1_chunked_transfer_coding import (
    COMPLETE_AT_ZERO,
    DECODE,
    LARGE_SIZES,
    NO_PARAMETERS,
    STREAM,
)
from reference_impls.http.length import RequestLength
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, Part, matches
from reference_impls.sansio import Needs, Wait
from tests.mutants import mutant


@mutant(DECODE)
class ReadsOneDigit(HttpServer):
    """Knows chunks of up to nine octets."""

    def chunk_size(self, digits: bytes) -> int:
        if len(digits) > 1 or not digits.isdigit():
            raise Malformed("chunk size is not a digit")
        return super().chunk_size(digits)


@mutant(DECODE)
class ForgetsAllButTheLastChunk(HttpServer):
    """Uses the data of the last chunk as the whole content, and requires a chunk."""

    def read_chunk_data(self, size: int) -> Needs:
        self.data = yield from super().read_chunk_data(size)
        return self.data

    def read_chunked(self) -> Needs:
        self.data = b""
        if (yield from super().read_chunked()) == b"":
            raise Malformed("no chunk")
        return self.data


@mutant(DECODE)
class StripsChunks(HttpServer):
    """Strips line ends off the data of each chunk."""

    def read_chunk_data(self, size: int) -> Needs:
        return (yield from super().read_chunk_data(size)).strip(b"\r\n")


@mutant(DECODE)
class AddsContents(HttpServer):
    """Adds the chunked content of a request to that of the one before on the connection."""

    content = b""

    def read_chunked(self) -> Needs:
        self.content += yield from super().read_chunked()
        return self.content


@mutant(DECODE)
class ReadsDataAsLines(HttpServer):
    """Reads the data of a chunk up to CRLF, whatever its size is."""

    def read_chunk_data(self, size: int) -> Needs:
        return (yield from self.read_until(b"\r\n", 1 << 20))[:-2]


@mutant(STREAM)
class WantsOneSegment(HttpServer):
    """Refuses chunks unless all of them have arrived when it begins to read them."""

    in_chunks = False

    def read_chunked(self) -> Needs:
        self.in_chunks = True
        content = yield from super().read_chunked()
        self.in_chunks = False
        return content

    def _more(self) -> Wait:
        if self.in_chunks and not self._eof:
            raise Malformed("incomplete chunks")
        yield from super()._more()


@mutant(DECODE)
class OverwritesItsBuffer(HttpServer):
    """Overwrites the data of each chunk with the data of the next one."""

    last = b""

    def read_chunk_data(self, size: int) -> Needs:
        self.last = yield from super().read_chunk_data(size)
        return self.last

    def read_chunked(self) -> Needs:
        content = yield from super().read_chunked()
        return self.last if content else content


@mutant(COMPLETE_AT_ZERO)
class AnswersBeforeTheEnd(HttpServer):
    """Treats the chunks as complete when no more of them is there."""

    def read_chunked(self) -> Needs:
        reading = super().read_chunked()
        try:
            next(reading)
        except StopIteration as done:
            return bytes(done.value)
        return b""
        yield


@mutant(LARGE_SIZES)
class HasSixteenBits(HttpServer):
    """Keeps the lowest 16 bits of a size."""

    def chunk_size(self, digits: bytes) -> int:
        return super().chunk_size(digits) & 0xFFFF


@mutant(LARGE_SIZES)
class ReadsTheFirstDigits(HttpServer):
    """Keeps the first 15 digits of a size."""

    def chunk_size(self, digits: bytes) -> int:
        return super().chunk_size(digits[:15])


@mutant(LARGE_SIZES)
class ClampsLargeSizes(HttpServer):
    """Treats a size that is too large as the size of its buffer, five octets."""

    def chunk_size(self, digits: bytes) -> int:
        size = super().chunk_size(digits)
        return size if size < 1 << 16 else 5


@mutant(NO_PARAMETERS)
class OverlooksParameters(HttpServer):
    """Looks at the name of a coding only."""

    class request_length(RequestLength):
        def transfer_codings(self, fields: Iterable[Field]) -> list[bytes]:
            return [self.coding_name(coding) for coding in super().transfer_codings(fields)]


@mutant(DECODE)
class ReadsOctal(HttpServer):
    """Treats a size of several digits that begins with a zero as octal."""

    def chunk_size(self, digits: bytes) -> int:
        return int(digits, 8) if matches(rb"0[0-7]+", digits) else super().chunk_size(digits)


@mutant(STREAM)
class WantsLinesInTwoSegments(HttpServer):
    """Refuses a chunk line that comes in more than two pieces."""

    waits = 0

    def read_line(self, part: Part) -> Needs:
        self.waits = 0
        line = yield from super().read_line(part)
        if part is Part.CHUNK_LINE and self.waits > 2:
            raise Malformed("a line in shreds")
        return line

    def _more(self) -> Wait:
        self.waits += 1
        yield from super()._more()


@mutant(DECODE)
class HasRoomForTwelveDigits(HttpServer):
    """Refuses a chunk size of more than twelve digits, zeros included."""

    def chunk_size(self, digits: bytes) -> int:
        if len(digits) > 12:
            raise Malformed("too many digits")
        return super().chunk_size(digits)
