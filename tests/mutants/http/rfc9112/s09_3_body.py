"""Mutants for RFC 9112 §9.3, after content that nobody asked for."""

from __future__ import annotations

from conformance.http.rfc9112.test_09_3_persistence_body import READ_OR_CLOSE
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(READ_OR_CLOSE)
class LeavesTheContentOfGet(HttpServer):
    """Reads no content of GET and HEAD, so that their content becomes the next request."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            size = super().body_framing(request)
            return min(size, 0) if request.method in (b"GET", b"HEAD") else size
