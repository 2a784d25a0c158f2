"""Mutants for RFC 9110 §14.5."""

from __future__ import annotations

from conformance.http.rfc9110.test_14_5_partial_put import CONTENT_RANGE_ON_PUT
from reference_impls.http.methods import Methods
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(CONTENT_RANGE_ON_PUT)
class TakesThePartForTheWhole(HttpServer):
    """Ignores Content-Range and stores the part in place of the whole."""

    class methods(Methods):
        def partial_put(self, request: Request) -> bool:
            return False
