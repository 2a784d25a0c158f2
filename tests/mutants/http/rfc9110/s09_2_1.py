"""Mutants for RFC 9110 §9.2.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_2_1_safe_methods import METHOD_STANDS, NO_ACTION_BY_PARAMETER
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NO_ACTION_BY_PARAMETER)
class DeletesByParameter(HttpServer):
    """Treats a request with `delete` in its query as a DELETE."""

    def answer(self, request: Request) -> Response:
        if b"delete" in (request.query or b"").lower():
            request.method = b"DELETE"
        return super().answer(request)


@mutant(METHOD_STANDS)
class TakesTheMethodFromAField(HttpServer):
    """Performs the method that a field names instead of the method in the request line."""

    def answer(self, request: Request) -> Response:
        for name in (b"x-http-method-override", b"x-http-method", b"x-method-override"):
            request.method = b"".join(request.values(name)) or request.method
        return super().answer(request)
