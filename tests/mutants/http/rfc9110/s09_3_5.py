"""Mutants for RFC 9110 §9.3.5."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_3_5_delete import ENACTED, STATUS
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(STATUS)
class RedirectsAfterDelete(HttpServer):
    """Answers 303 to a DELETE that is done."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        deleted = request.method == b"DELETE" and response.status == 204
        return Response(303, [(b"Location", b"/")]) if deleted else response


@mutant(ENACTED)
class DeletesNothing(HttpServer):
    """Answers DELETE with success, but does not delete."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        plain = (
            request.method == b"DELETE" and resource.file and not any(name[:3] == b"if-" for name, _ in request.fields)
        )
        return Response(204) if plain else super().answer_from(resource, request)
