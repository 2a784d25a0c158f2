"""Mutants for RFC 9112 §2.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_02_1_message_format_responses import CRLF
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(CRLF)
class EndsTheStatusLineWithLf(HttpServer):
    """Ends the status line with LF alone."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            return super().status_line(request, response).replace(b"\r\n", b"\n")


@mutant(CRLF)
class EndsAFieldLineWithLf(HttpServer):
    """Ends one field line with LF alone."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            line = super().field_line(name, value)
            return line.replace(b"\r\n", b"\n") if name == b"Server" else line
