"""Mutants for RFC 9110 §11.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_11_4_credentials import INVALID_CREDENTIALS
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(INVALID_CREDENTIALS)
class ForbidsAWrongPassword(HttpServer):
    """Answers 403 to credentials that are not valid."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        tried = response.status == 401 and request.values(b"authorization")
        return self.error(403, "wrong password") if tried else response
