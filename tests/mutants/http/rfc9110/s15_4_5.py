"""Mutants for RFC 9110 §15.4.5."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_4_5_not_modified import FIELDS, NO_CONTENT_LENGTH, NO_OTHERS
from reference_impls.http.files import File
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(FIELDS)
class SendsABare304(HttpServer):
    """Sends a 304 without the fields that the 200 would have had."""

    def not_modified(self, resource: Resource, file: File) -> Response:
        return Response(304)


@mutant(NO_OTHERS)
class SaysAllIn304(HttpServer):
    """Sends Content-Type and the like in a 304."""

    def not_modified(self, resource: Resource, file: File) -> Response:
        response = super().not_modified(resource, file)
        response.fields += [(b"Content-Type", b"text/plain"), (b"Content-Encoding", b"gzip")]
        response.fields += [(b"Content-Language", b"en"), (b"Content-Range", b"bytes 0-0/1")]
        return response


@mutant(NO_CONTENT_LENGTH)
class CountsNothingIn304(HttpServer):
    """Sends Content-Length: 0 in a 304."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            empty = [(b"Content-Length", b"0")]
            return empty if response.status == 304 else super().framing_fields(request, response)


@mutant(FIELDS)
class ForgetsLanguagesIn304(HttpServer):
    """Sends a 304 for a text in several languages without Vary."""

    def not_modified(self, resource: Resource, file: File) -> Response:
        response = super().not_modified(resource, file)
        if resource.languages:
            response.fields = [field for field in response.fields if field[0] != b"Vary"]
        return response
