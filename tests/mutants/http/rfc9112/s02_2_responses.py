"""Mutants for RFC 9112 §2.2, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_02_2_message_parsing_responses import NO_BARE_CR, NO_WHITESPACE_FIRST
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NO_BARE_CR)
class LetsACrIntoAFieldValue(HttpServer):
    """Writes a field value with a CR in it."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            return super().origin_fields(response) + [(b"X-Note", b"a\rb")] * (response.status == 401)


@mutant(NO_WHITESPACE_FIRST)
class IndentsTheFirstFieldLine(HttpServer):
    """Puts a space before the first field line."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            return [(b" X-Note", b"a"), *super().origin_fields(response)]
