"""Mutants for RFC 9110 §8.8.3, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_8_3_etag_responses import ENTITY_TAG
from reference_impls.http.files import File
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(ENTITY_TAG)
class ForgetsTheQuotationMarks(HttpServer):
    """Writes an entity tag without its quotation marks in a 304."""

    def not_modified(self, resource: Resource, file: File) -> Response:
        response = super().not_modified(resource, file)
        response.fields = [(name, value.strip(b'"')) for name, value in response.fields]
        return response
