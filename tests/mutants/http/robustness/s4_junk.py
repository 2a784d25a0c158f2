"""Mutants for strange requests."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from conformance.http.robustness.test_4_strange_requests_junk import ODD
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from tests.mutants import mutant
from tests.mutants.http.robustness.s4 import Fails


@mutant(ODD)
class DecodesThePath(Fails):
    """Fails on a path that is no UTF-8."""

    def answer(self, request: Request) -> Response:
        try:
            unquote_to_bytes(request.path).decode()
        except UnicodeDecodeError:
            self.fail("invalid start byte")
        return super().answer(request)


@mutant(ODD)
class DecodesCredentials(Fails):
    """Fails on credentials that are no ASCII."""

    def answer(self, request: Request) -> Response:
        if any(not value.isascii() for value in request.values(b"authorization")):
            self.fail("ordinal not in range(128)")
        return super().answer(request)
