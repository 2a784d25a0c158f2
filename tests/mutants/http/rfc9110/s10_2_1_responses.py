"""Mutants for RFC 9110 §10.2.1 and §15.5.6, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_10_2_1_allow_responses import ALLOW_IN_405, METHODS, NOT_THE_REFUSED
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(METHODS)
class SeparatesBySpaces(HttpServer):
    """Writes spaces between the methods in Allow."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b",", b"") if name == b"Allow" else value)


@mutant(ALLOW_IN_405)
class ForgetsAllow(HttpServer):
    """Sends a 405 without Allow."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        if response.status == 405:
            response.fields = [field for field in response.fields if field[0] != b"Allow"]
        return response


@mutant(NOT_THE_REFUSED)
class AllowsAnything(HttpServer):
    """Lists the method that was refused in the Allow of a 405."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        if response.status == 405:
            refused = {b"Allow": b", " + request.method}
            response.fields = [(name, value + refused.get(name, b"")) for name, value in response.fields]
        return response
