"""Mutants for RFC 9110 §4.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_04_1_uri_references import EIGHT_THOUSAND_OCTETS
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Part
from tests.mutants import mutant


@mutant(EIGHT_THOUSAND_OCTETS)
class CountsTheWholeLine(HttpServer):
    """Supports request lines of 8000 octets, but not the one of a URI of 8000 octets."""

    def limit(self, part: Part) -> int:
        return 8002 if part is Part.START_LINE else super().limit(part)
