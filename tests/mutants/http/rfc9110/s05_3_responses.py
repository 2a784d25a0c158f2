"""Mutants for RFC 9110 §5.3, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_3_field_order_responses import SINGLETONS, SINGLETONS_ONCE
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(SINGLETONS_ONCE)
class WritesSingletonsTwice(HttpServer):
    """Writes each field that is no list twice."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value) * (2 if name.decode() in SINGLETONS else 1)
