"""Mutants for RFC 9110 §5.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_4_field_limits import TOO_LARGE
from reference_impls.http.refusals import Refusals
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import LimitExceeded
from tests.mutants import mutant


@mutant(TOO_LARGE)
class BlamesItself(HttpServer):
    """Answers 500 to a field section that it does not wish to process."""

    class refusals(Refusals):
        def status_of_limit(self, limit: LimitExceeded) -> int:
            status = super().status_of_limit(limit)
            return 500 if status == 431 and not limit.octets else status
