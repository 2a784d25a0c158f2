"""Mutants for RFC 9110 §8.8.2.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_8_2_1_generation_responses import NOT_IN_THE_FUTURE
from reference_impls.http.dates import imf_fixdate
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NOT_IN_THE_FUTURE)
class ComesFromTheFuture(HttpServer):
    """Sends a Last-Modified that lies ahead: at the end of the hour after this one, so that it seldom changes."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(
                name, imf_fixdate(self.clock() // 3600 * 3600 + 7200) if name == b"Last-Modified" else value
            )
