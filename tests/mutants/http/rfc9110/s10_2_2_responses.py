"""Mutants for RFC 9110 §10.2.2, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_10_2_2_location_responses import URI_REFERENCE
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(URI_REFERENCE)
class LeavesASpaceInLocation(HttpServer):
    """Does not encode what goes into Location."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value + b"?a b" if name == b"Location" else value)
