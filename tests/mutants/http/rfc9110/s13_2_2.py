"""Mutants for RFC 9110 §13.2.2."""

from __future__ import annotations

from conformance.http.rfc9110.test_13_1_2_if_none_match import FAILED as NONE_MATCH_FAILED
from conformance.http.rfc9110.test_13_1_3_if_modified_since import NOT_WITH_TAGS as IGNORED_WITH_NONE_MATCH
from conformance.http.rfc9110.test_13_1_4_if_unmodified_since import NOT_WITH_TAGS as IGNORED_WITH_MATCH
from conformance.http.rfc9110.test_13_2_2_precedence_of_preconditions import FAILED, ORDER
from reference_impls.http.conditions import Conditions
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field
from tests.mutants import mutant

CONDITIONS = (b"if-match", b"if-none-match", b"if-modified-since", b"if-unmodified-since", b"if-range")
TWO = "it has two conditions"


@mutant(ORDER, also={IGNORED_WITH_NONE_MATCH: TWO, IGNORED_WITH_MATCH: TWO})
class TakesOneConditionOnly(HttpServer):
    """Answers 400 to a request with two conditions."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        if sum(bool(request.values(name)) for name in CONDITIONS) > 1:
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


@mutant(
    FAILED,
    also={
        NONE_MATCH_FAILED: "it is answered 428",
    },
)
class WantsAnotherCondition(HttpServer):
    """Answers 428 where a precondition is false."""

    def error(self, status: int, reason: str, fields: list[Field] | tuple[Field, ...] = ()) -> Response:  # type: ignore[override]
        return super().error(428 if status == 412 else status, reason, fields)
