"""Mutants for RFC 9110 §5.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_1_field_names_responses import FIELD_NAME
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(FIELD_NAME)
class WritesANameThatIsNoToken(HttpServer):
    """Writes a field name with a delimiter in it."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            return [*super().origin_fields(response), (b"X-Note(1)", b"a")]
