"""Mutants for RFC 9110 §15, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_status_codes_responses import ONE_FINAL, VALID_CODE
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(VALID_CODE)
class Answers999(HttpServer):
    """Answers 999 to a request without credentials."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            return super().status_line(request, response).replace(b" 401", b" 999")


@mutant(ONE_FINAL)
class AnswersTwice(HttpServer):
    """Sends a second final response after a 401."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        yield from super().respond(request, response, persists)
        if response.status == 401:
            yield from super().respond(request, response, persists)


@mutant(ONE_FINAL)
class OnlyProcesses(HttpServer):
    """Sends a 102 where a resource has an interim response, and no final one."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if response.interim and self._responses.sends_interim(request):
            yield from self.send_message(request, Response(102))
        else:
            yield from super().respond(request, response, persists)
