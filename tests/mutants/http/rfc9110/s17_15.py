"""Mutants for RFC 9110 §17.15."""

from __future__ import annotations

from conformance.http.rfc9110.test_17_15_denial_of_service_attacks_using_range import EGREGIOUS
from reference_impls.http.ranges import Ranges
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(EGREGIOUS)
class ServesAllRanges(HttpServer):
    """Sends every range that is asked for, however many and however they overlap."""

    class ranges(Ranges):
        def excessive(self, asked: list[range]) -> bool:
            return False
