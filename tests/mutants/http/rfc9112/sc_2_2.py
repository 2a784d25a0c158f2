"""Mutants for RFC 9112 §C.2.2."""

from __future__ import annotations

from conformance.http.rfc9112.test_c_2_2_keep_alive_connections import NEGOTIATED
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NEGOTIATED)
class KeepsAliveInSilence(HttpServer):
    """Honours keep-alive of an HTTP/1.0 client without saying so."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            fields = super().connection_field(request, response, persists)
            return [field for field in fields if field[1] != b"keep-alive"]


@mutant(NEGOTIATED)
class SaysKeepAliveAndCloses(HttpServer):
    """Says keep-alive to an HTTP/1.0 client and closes."""

    class persistence(Persistence):
        def stays_open(self, persists: bool) -> bool:
            return persists and not self.to_1_0

        def persists(self, request: Request) -> bool:
            self.to_1_0 = request.version < (1, 1)
            return super().persists(request)
