"""Mutants for RFC 9110 §2.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_02_4_error_handling import RECOVER
from reference_impls.http.reader import SINGLETONS
from reference_impls.http.request import Refused, Request
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(RECOVER)
class FailsOnARepeatedSingleton(HttpServer):
    """Unpacks the only value of a field that has two."""

    def check_singletons(self, request: Request) -> None:
        if any(len(request.values(name)) > 1 for name in SINGLETONS):
            raise Refused(500, "too many values to unpack")
