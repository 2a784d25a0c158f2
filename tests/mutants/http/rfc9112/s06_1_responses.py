"""Mutants for RFC 9112 §6.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_06_1_transfer_encoding_responses import (
    CHUNKED_LAST,
    CHUNKED_ONCE,
    NOT_TO_HTTP_1_0,
    NOT_WITHOUT_CONTENT,
)
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(CHUNKED_ONCE)
class NamesChunkedTwice(HttpServer):
    """Names chunked twice in Transfer-Encoding."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, b"chunked, chunked" if value == b"chunked" else value)


@mutant(CHUNKED_LAST)
class StaysOpenAfterAnotherCoding(HttpServer):
    """Applies another coding than chunked, and does not close the connection."""

    class responses(Responses):
        def sends_chunked(self, request: Request, response: Response) -> bool:
            return False

        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            coded = response.chunked and request.version >= (1, 1)
            return [(b"Transfer-Encoding", b"x-reference")] if coded else super().framing_fields(request, response)


@mutant(NOT_WITHOUT_CONTENT)
class EncodesNothing(HttpServer):
    """Sends Transfer-Encoding with responses that have no content."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            without = response.status < 200 or response.status == 204
            return [(b"Transfer-Encoding", b"chunked")] if without else super().framing_fields(request, response)


@mutant(NOT_TO_HTTP_1_0)
class ChunksForHttp10(HttpServer):
    """Chunks the content whatever the version of the request; to HTTP/1.0, it closes."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return request.version >= (1, 1) and super().persists(request)

    class responses(Responses):
        def sends_chunked(self, request: Request, response: Response) -> bool:
            return response.chunked
