"""Mutants for what no request should bring about, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_03_2_4_asterisk_form import SERVER_WIDE_OPTIONS
from conformance.http.robustness.test_4_strange_requests_responses import NO_INTERNAL_ERROR
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NO_INTERNAL_ERROR, also={SERVER_WIDE_OPTIONS: "OPTIONS * is such a request"})
class FailsOnTheAsterisk(HttpServer):
    """Answers 500 to a request for no resource at all."""

    def answer(self, request: Request) -> Response:
        return self.error(500, "path not found") if request.path == b"*" else super().answer(request)
