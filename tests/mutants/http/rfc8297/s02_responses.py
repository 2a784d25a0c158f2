"""Mutants for RFC 8297 §2, in responses."""

from __future__ import annotations

from conformance.http.rfc8297.test_02_http_status_code_103_early_hints_responses import NEVER_FINAL
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Eof, Wait
from tests.mutants import mutant


@mutant(NEVER_FINAL)
class ClosesAfterEarlyHints(HttpServer):
    """Closes the connection after 103."""

    def send_message(self, request: Request, response: Response) -> Wait:
        yield from super().send_message(request, response)
        if response.status == 103:
            raise Eof
