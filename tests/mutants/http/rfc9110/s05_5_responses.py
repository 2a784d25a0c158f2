"""Mutants for RFC 9110 §5.5, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_5_field_values_responses import NO_CONTROLS
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NO_CONTROLS)
class LetsNulIntoAFieldValue(HttpServer):
    """Writes a field value with a NUL in it."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            return super().origin_fields(response) + [(b"X-Note", b"a\0b")] * (response.status == 401)


@mutant(NO_CONTROLS)
class LetsDelIntoAFieldValue(HttpServer):
    """Writes a field value with a DEL in it."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            return super().origin_fields(response) + [(b"X-Note", b"a\x7fb")] * (response.status == 401)
