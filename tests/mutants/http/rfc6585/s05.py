"""Mutants for RFC 6585 §5."""

from __future__ import annotations

from conformance.http.rfc6585.test_05_431_request_header_fields_too_large import NAME_IT
from reference_impls.http.refusals import Refusals
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import LimitExceeded
from tests.mutants import mutant


@mutant(NAME_IT)
class DoesNotSayWhichField(HttpServer):
    """Says that a field is too large, and not which one."""

    class refusals(Refusals):
        def reason_of_limit(self, limit: LimitExceeded) -> str:
            return str(limit)
