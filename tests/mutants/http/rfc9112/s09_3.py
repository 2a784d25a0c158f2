"""Mutants for RFC 9112 §9.3."""

from __future__ import annotations

from conformance.http.rfc9112.test_09_3_persistence import (
    CLOSE_WHERE_NOT_PERSISTENT,
    CLOSE_WINS,
    HTTP_1_0_CLOSES,
    PERSISTENT,
    SELF_DEFINED_LENGTH,
)
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(PERSISTENT)
class NeverPersists(HttpServer):
    """Serves one request on each connection, and says so."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return False


@mutant(CLOSE_WHERE_NOT_PERSISTENT)
class NeverPersistsInSilence(NeverPersists):
    """Serves one request on each connection, and does not say so."""

    class persistence(NeverPersists.persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            return super().connection_field(request, response, True)


@mutant(HTTP_1_0_CLOSES)
class KeepsHttp10Open(HttpServer):
    """Keeps the connection of an HTTP/1.0 client that has not asked for it."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return b"close" not in self.options(request.fields)


@mutant(CLOSE_WINS)
class KeepAliveWins(HttpServer):
    """Looks for keep-alive first, and for close only where that is missing."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return b"keep-alive" in self.options(request.fields) or super().persists(request)


@mutant(SELF_DEFINED_LENGTH)
class ChunksToHttp10(HttpServer):
    """Sends chunks to an HTTP/1.0 client, and keeps the connection."""

    class responses(Responses):
        def sends_chunked(self, request: Request, response: Response) -> bool:
            return response.chunked or (request.version < (1, 1) and bool(response.content))
