"""Mutants for RFC 9110 §6.5.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_06_5_1_limitations_on_use_of_trailers import NO_HEADER_FIELDS_AS_TRAILERS
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(NO_HEADER_FIELDS_AS_TRAILERS)
class SendsTheTypeAfterTheContent(HttpServer):
    """Sends Content-Type as a trailer field."""

    def send_message(self, request: Request, response: Response) -> Wait:
        response.trailers += [(b"Content-Type", b"text/plain")] if response.trailers else []
        yield from super().send_message(request, response)
