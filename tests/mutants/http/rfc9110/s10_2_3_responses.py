"""Mutants for RFC 9110 §10.2.3, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_10_2_3_retry_after_responses import DATE_OR_SECONDS
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(DATE_OR_SECONDS)
class WritesAUnit(HttpServer):
    """Writes the unit after a number of seconds."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value + b"s" if name == b"Retry-After" and value.isdigit() else value)
