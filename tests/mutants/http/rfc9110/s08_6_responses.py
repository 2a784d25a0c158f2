"""Mutants for RFC 9110 §8.6, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_6_content_length_responses import DIGITS, NOT_WITHOUT_CONTENT
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(DIGITS)
class WritesASign(HttpServer):
    """Writes a plus sign before the Content-Length of a page that no other requirement is about."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            fields = super().framing_fields(request, response)
            return [(name, b"+" + value) for name, value in fields] if request.path == b"/503" else fields


@mutant(NOT_WITHOUT_CONTENT)
class CountsNothing(HttpServer):
    """Sends Content-Length: 0 with responses that have no content."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            without = response.status < 200 or response.status == 204
            return [(b"Content-Length", b"0")] if without else super().framing_fields(request, response)
