"""Mutants for RFC 9110 §6.2, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_06_2_control_data import KNOWN_VERSION, OWN_VERSION
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(OWN_VERSION)
class RefusesAsHttp10(HttpServer):
    """Refuses requests with a status line of HTTP/1.0."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            line = super().status_line(request, response)
            return line.replace(b"/1.1", b"/1.0") if response.status >= 400 else line


@mutant(KNOWN_VERSION)
class RefusesAsHttp12(HttpServer):
    """Refuses requests with a status line of a version that does not exist."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            line = super().status_line(request, response)
            return line.replace(b"/1.1", b"/1.2") if response.status >= 400 else line
