"""Mutants for RFC 9110 §15.6, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_6_6_http_version_not_supported import EXPLAIN
from conformance.http.rfc9110.test_15_6_server_error_5xx_responses import EXPLANATION
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(EXPLANATION)
class DoesNotExplain5xx(HttpServer):
    """Leaves out the content of a 501."""

    def send_message(self, request: Request, response: Response) -> Wait:
        response.content = b"" if response.status == 501 else response.content
        yield from super().send_message(request, response)


@mutant(EXPLAIN)
class DoesNotExplain505(HttpServer):
    """Leaves out the content of a 505."""

    def send_message(self, request: Request, response: Response) -> Wait:
        response.content = b"" if response.status == 505 else response.content
        yield from super().send_message(request, response)
