"""Mutants for RFC 9110 §13.2.2."""

from __future__ import annotations

from conformance.http.rfc9110.test_13_2_2_precedence_of_preconditions import FAILED, ORDER
from reference_impls.http.conditions import Conditions
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant

REPLACED = ([b"if-none-match", b"if-modified-since"], [b"if-match", b"if-unmodified-since"])
CONDITIONS = (b"if-match", b"if-none-match", b"if-modified-since", b"if-unmodified-since", b"if-range")


@mutant(ORDER)
class TakesOneConditionOnly(HttpServer):
    """Answers 400 to a request with two conditions, unless one of them replaces the other."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        found = [name for name in CONDITIONS if request.values(name)]
        if len(found) > 1 and found not in REPLACED:
            raise Refused(400, "one condition is enough")
        return super().answer_from(resource, request)


@mutant(ORDER)
class LooksForTheCacheFirst(HttpServer):
    """Evaluates If-None-Match before If-Match."""

    class conditions(Conditions):
        def precondition(self, request: Request, tag: bytes | None, modified: float) -> int:
            found = request.values(b"if-none-match") and tag and not self.if_none_match(request, tag)
            reads = request.method in (b"GET", b"HEAD")
            return 304 if found and reads else super().precondition(request, tag, modified)


@mutant(FAILED)
class WantsAnotherCondition(HttpServer):
    """Answers 428 where If-Match or If-Unmodified-Since is false."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        other = response.status == 412 and not request.values(b"if-none-match")
        return self.error(428, "another condition, please") if other else response
