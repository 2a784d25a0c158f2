"""Mutants for RFC 9110 §15.3.6, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_3_6_205_reset_content_responses import NO_CONTENT
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(NO_CONTENT)
class SendsContentWith205(HttpServer):
    """Sends content with a 205."""

    def send_message(self, request: Request, response: Response) -> Wait:
        if response.status == 205:
            response.fields, response.content = [(b"Content-Type", b"text/plain")], b"205 Reset Content\n"
        yield from super().send_message(request, response)
