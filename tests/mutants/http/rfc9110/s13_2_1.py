"""Mutants for RFC 9110 §13.2.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_13_2_1_when_to_evaluate import NOT_BEFORE_FAILURES, OTHER_METHODS
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant

CONDITIONS = (b"if-match", b"if-none-match", b"if-modified-since", b"if-unmodified-since")


def conditional(request: Request) -> bool:
    return any(request.values(name) for name in CONDITIONS)


@mutant(NOT_BEFORE_FAILURES)
class LooksAtConditionsFirst(HttpServer):
    """Answers 412 to a conditional request that would fail without the condition as well."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        fails = response.status in (302, 401, 404, 501) and conditional(request)
        return self.error(412, "a condition") if fails else response


@mutant(OTHER_METHODS)
class MakesEveryMethodConditional(HttpServer):
    """Answers 412 to OPTIONS and TRACE with a condition."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        fails = request.method in (b"OPTIONS", b"TRACE") and conditional(request)
        return self.error(412, "a condition") if fails else super().answer_from(resource, request)
