"""Mutants for RFC 9110 §9.3.8."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_3_8_trace import REFLECT, SENSITIVE
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(REFLECT)
class AnswersTraceAsGet(HttpServer):
    """Sends something other than the request in answer to TRACE."""

    def trace(self, request: Request) -> Response:
        return Response(200, [(b"Content-Type", b"text/plain")], b"Hello.\n")


@mutant(SENSITIVE)
class ReflectsEverything(HttpServer):
    """Reflects Cookie and Authorization, too."""

    def trace(self, request: Request) -> Response:
        response = super().trace(request)
        response.content += b"".join(name + b": " + value + b"\r\n" for name, value in request.fields)
        return response
