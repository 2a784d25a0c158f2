"""Mutants for RFC 9110 §8.8.2.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_8_2_1_generation_responses import NOT_IN_THE_FUTURE
from conformance.http.rfc9110.test_13_1_3_if_modified_since import MODIFIED
from conformance.http.rfc9110.test_13_1_4_if_unmodified_since import NOT_PERFORMED
from reference_impls.http.dates import imf_fixdate
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(NOT_IN_THE_FUTURE, also=because("the date that it compares is another", NOT_PERFORMED, MODIFIED))
class ComesFromTheFuture(HttpServer):
    """Sends a Last-Modified that lies ahead: at the end of the hour after this one, so that it seldom changes."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(
                name, imf_fixdate(self.clock() // 3600 * 3600 + 7200) if name == b"Last-Modified" else value
            )
