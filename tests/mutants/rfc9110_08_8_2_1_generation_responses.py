"""Mutants for RFC 9110 §8.8.2.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_8_2_1_generation_responses import NOT_IN_THE_FUTURE
from reference_impls.http import HttpServer
from reference_impls.http_dates import imf_fixdate
from tests.mutants import mutant


@mutant(NOT_IN_THE_FUTURE)
class ComesFromTheFuture(HttpServer):
    """Says that files were last modified in an hour."""

    def field_line(self, name: bytes, value: bytes) -> bytes:
        return super().field_line(name, imf_fixdate(self.clock() + 3600) if name == b"Last-Modified" else value)
