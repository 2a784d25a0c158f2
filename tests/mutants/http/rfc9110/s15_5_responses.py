"""Mutants for RFC 9110 §15.5, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_5_22_upgrade_required import NAME_PROTOCOL
from conformance.http.rfc9110.test_15_5_client_error_4xx_responses import CHALLENGED, EXPLANATION
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(EXPLANATION)
class DoesNotExplain4xx(HttpServer):
    """Leaves out the content of a 404."""

    def send_message(self, request: Request, response: Response) -> Wait:
        response.content = b"" if response.status == 404 else response.content
        yield from super().send_message(request, response)


@mutant(CHALLENGED)
class DoesNotChallenge(HttpServer):
    """Leaves WWW-Authenticate out of a 401."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return b"" if name == b"WWW-Authenticate" else super().field_line(name, value)


@mutant(NAME_PROTOCOL)
class NamesNoProtocol(HttpServer):
    """Sends an empty Upgrade with a 426."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, b"" if name == b"Upgrade" else value)
