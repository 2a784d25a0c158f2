"""Mutants for RFC 9110 §8.3, in responses."""

from __future__ import annotations

from collections.abc import Sequence

from conformance.http.rfc9110.test_08_3_content_type_responses import CONTENT_TYPE
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(CONTENT_TYPE)
class SendsErrorsWithoutType(HttpServer):
    """Does not say of what type its error pages are."""

    def error(self, status: int, reason: str, fields: Sequence[Field] = ()) -> Response:
        return Response(status, list(fields), super().error(status, reason).content)
