"""Mutants for RFC 9110 §8.3.1, in responses."""

from __future__ import annotations

from collections.abc import Sequence

from conformance.http.rfc9110.test_08_3_1_media_type_responses import MEDIA_TYPE
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(MEDIA_TYPE)
class WritesHalfATypeWithErrors(HttpServer):
    """Says "text" of its error pages."""

    def error(self, status: int, reason: str, fields: Sequence[Field] = ()) -> Response:
        response = super().error(status, reason)
        response.fields = [*fields, (b"Content-Type", b"text")]
        return response
