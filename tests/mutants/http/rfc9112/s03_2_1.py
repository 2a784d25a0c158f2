"""Mutants for RFC 9112 §3.2.1."""

from __future__ import annotations

from conformance.http.rfc9112.test_03_2_1_origin_form import QUERY
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(QUERY)
class SplitsAtTheLastQuestionMark(HttpServer):
    """Treats the last ? of a target as the beginning of the query."""

    class targets(Targets):
        def origin_form(self, request: Request) -> None:
            super().origin_form(request)
            path, _, query = request.target.rpartition(b"?")
            request.path = path if b"?" in query + path else request.path
