"""Mutants for RFC 9112 §7.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_07_1_chunked_transfer_coding_responses import COMPLETE, WELL_FORMED
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(WELL_FORMED)
class PadsTheChunkSize(HttpServer):
    """Writes a space after the size of a chunk."""

    class responses(Responses):
        def chunk(self, piece: bytes) -> bytes:
            return super().chunk(piece).replace(b"\r\n", b" \r\n", 1)


@mutant(WELL_FORMED)
class SpacesTheChunkExtension(HttpServer):
    """Writes an extension with spaces around its equals sign."""

    class responses(Responses):
        def chunk(self, piece: bytes) -> bytes:
            return super().chunk(piece).replace(b"\r\n", b";a = b\r\n", 1)


@mutant(WELL_FORMED)
class CountsTheChunkWrong(HttpServer):
    """Writes a size that is two too small."""

    class responses(Responses):
        def chunk(self, piece: bytes) -> bytes:
            return b"%x\r\n%b\r\n" % (len(piece) - 2, piece)


@mutant(WELL_FORMED)
class EndsTheChunkSizeWithLf(HttpServer):
    """Ends the line of a chunk's size with LF alone."""

    class responses(Responses):
        def chunk(self, piece: bytes) -> bytes:
            return super().chunk(piece).replace(b"\r\n", b"\n", 1)


@mutant(COMPLETE)
class ForgetsTheLastChunk(HttpServer):
    """Sends no last chunk."""

    class responses(Responses):
        def last_chunk(self, trailers: list[Field]) -> bytes:
            return b""


@mutant(COMPLETE)
class SendsAnEmptyLineTooMuch(HttpServer):
    """Sends one more empty line after the chunked body."""

    class responses(Responses):
        def last_chunk(self, trailers: list[Field]) -> bytes:
            return super().last_chunk(trailers) + b"\r\n"


class ChunkedResponses(Responses):
    """Sends every answer to a request with Accept chunked."""

    def sends_chunked(self, request: Request, response: Response) -> bool:
        return bool(request.values(b"accept")) or super().sends_chunked(request, response)


@mutant(WELL_FORMED)
class CountsChunksWrongForBrowsers(HttpServer):
    """Writes a size that is two too small for every chunk."""

    class responses(ChunkedResponses):
        def chunk(self, piece: bytes) -> bytes:
            return b"%x\r\n%b\r\n" % (len(piece) - 2, piece)


@mutant(COMPLETE)
class EndsNoAnswerForBrowsers(HttpServer):
    """Sends no last chunk with any answer."""

    class responses(ChunkedResponses):
        def last_chunk(self, trailers: list[Field]) -> bytes:
            return b""
