"""Mutants for RFC 9110 §14.3, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_14_3_accept_ranges_responses import UNITS
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(UNITS)
class AcceptsMoreThanUnits(HttpServer):
    """Writes a whole range into Accept-Ranges."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value + b"=0-99" if name == b"Accept-Ranges" else value)
