"""Mutants for RFC 9110 §9.3.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_3_4_put import CONTENT_LOCATION, CREATED, REPLACED, UNKNOWN_FIELDS, VALIDATORS
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(CREATED)
class NeverCreates(HttpServer):
    """Answers 204 to a PUT that has created a representation."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        return Response(204) if request.method == b"PUT" and response.status == 201 else response


@mutant(REPLACED)
class AlwaysCreates(HttpServer):
    """Answers 201 to a PUT that has replaced a representation."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        replaced = request.method == b"PUT" and response.status == 204 and request.path.startswith(b"/put/")
        return Response(201) if replaced else response


@mutant(VALIDATORS)
class TellsOtherValidators(HttpServer):
    """Sends validators of its own invention in answer to a PUT."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        if request.method == b"PUT":
            response.fields += [(b"ETag", b'"mine"'), (b"Last-Modified", b"Sun, 06 Nov 1994 08:49:37 GMT")]
        return response


@mutant(UNKNOWN_FIELDS)
class StoresAllFields(HttpServer):
    """Sends with a resource the X- fields of the PUT that stored it."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        fields: dict[bytes, list[Field]] = vars(self.site).setdefault("fields", {})
        if request.method == b"PUT":
            fields[request.path] = [field for field in request.fields if field[0].startswith(b"x-")]
        response = super().answer_from(resource, request)
        response.fields += fields.get(request.path, [])
        return response


@mutant(CONTENT_LOCATION)
class PutsElsewhere(HttpServer):
    """Stores what is put at the path that Content-Location names."""

    def answer(self, request: Request) -> Response:
        for location in request.values(b"content-location") if request.method == b"PUT" else ():
            request.path = location
        return super().answer(request)
