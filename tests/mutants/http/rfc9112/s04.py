"""Mutants for RFC 9112 §4, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_11_4_credentials import INVALID_CREDENTIALS
from conformance.http.rfc9112.test_04_status_line import SPACE_AFTER_CODE, STATUS_LINE
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(STATUS_LINE)
class WritesTwoSpaces(HttpServer):
    """Puts two spaces before the status code."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            return super().status_line(request, response).replace(b" ", b"  ", 1)


@mutant(STATUS_LINE, also={INVALID_CREDENTIALS: "its 401 cannot be read"})
class WritesAnUnreadableStatus(HttpServer):
    """Writes the name of an error where its status code belongs."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            line = super().status_line(request, response)
            return line.replace(b" 401", b"")


@mutant(SPACE_AFTER_CODE)
class EndsTheStatusLineWithTheCode(HttpServer):
    """Leaves out the space after the status code along with the reason phrase."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            return b"HTTP/1.1 %d\r\n" % response.status
