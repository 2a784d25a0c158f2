"""Mutants for RFC 9110 §15.5.14."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_5_14_413_content_too_large import CLOSED_OR_READ
from reference_impls.http.persistence import Persistence
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(CLOSED_OR_READ)
class GoesOnAfter413(HttpServer):
    """Refuses content that is too large and treats it as the next request."""

    class persistence(Persistence):
        def persists_after_refusal(self, status: int) -> bool:
            return status == 413
