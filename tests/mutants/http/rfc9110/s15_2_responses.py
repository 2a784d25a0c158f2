"""Mutants for RFC 9110 §15.2, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_2_informational_1xx import NO_CONTENT, NOT_TO_1_0
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(NOT_TO_1_0)
class HintsToHttp10(HttpServer):
    """Sends 103 whatever the version of the request."""

    class responses(Responses):
        def sends_interim(self, request: Request) -> bool:
            return True


@mutant(NO_CONTENT)
class SendsContentWithHints(HttpServer):
    """Sends content with 103."""

    def send_message(self, request: Request, response: Response) -> Wait:
        yield from super().send_message(request, response)
        self.send(b"hint\n" if response.status == 103 else b"")
