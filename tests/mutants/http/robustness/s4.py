"""Mutants for strange requests."""

from __future__ import annotations

from conformance.http.robustness.test_4_strange_requests import LARGE
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Eof
from tests.mutants import mutant


class Fails(HttpServer):
    """Prints an error where the response should be."""

    def fail(self, error: str) -> None:
        self.send(error.encode() + b"\n")
        raise Eof


@mutant(LARGE)
class Recurses(Fails):
    """Fails on more than a thousand segments in a path."""

    def answer(self, request: Request) -> Response:
        if request.path.count(b"/") > 1000:
            self.fail("maximum recursion depth exceeded")
        return super().answer(request)
