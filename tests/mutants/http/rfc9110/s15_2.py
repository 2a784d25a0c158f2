"""Mutants for RFC 9110 §15.2."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_2_informational_1xx import NAME_PROTOCOL, NO_CONTENT, NOT_TO_1_0
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(NOT_TO_1_0)
class SendsInterimToHttp10(HttpServer):
    """Sends an interim response before each response to HTTP/1.0."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if request.version < (1, 1):
            yield from self.send_message(request, Response(103))
        yield from super().respond(request, response, persists)


@mutant(NO_CONTENT)
class SendsContentWithInterim(HttpServer):
    """Sends content with each interim response."""

    def send_message(self, request: Request, response: Response) -> Wait:
        yield from super().send_message(request, response)
        if response.status in (100, 103):
            self.send(b"More will follow.\n")


@mutant(NAME_PROTOCOL)
class DoesNotNameTheProtocol(HttpServer):
    """Sends a 101 without Upgrade."""

    def switching(self, protocol: bytes) -> Response:
        fields: list[Field] = [(b"Connection", b"upgrade")]
        return Response(101, fields)
