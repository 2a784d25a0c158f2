"""Mutants for RFC 9112 §6.2, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_06_2_content_length_responses import NOT_BOTH
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NOT_BOTH)
class SendsBothLengths(HttpServer):
    """Sends Content-Length along with Transfer-Encoding."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            fields = super().framing_fields(request, response)
            return fields + [(b"Content-Length", b"%d" % len(response.content))] * (
                b"Transfer-Encoding" in dict(fields)
            )
