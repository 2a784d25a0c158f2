"""Mutants for RFC 9110 §13.1.2."""

from __future__ import annotations

import itertools
from typing import ClassVar

from conformance.http.rfc9110.test_13_1_2_if_none_match import FAILED, NOT_MODIFIED, NOT_PERFORMED, STAR, TRUE, WEAK
from reference_impls.http.conditions import Conditions
from reference_impls.http.files import File
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(NOT_MODIFIED)
class MatchesNoTag(HttpServer):
    """Does not find the current entity tag in If-None-Match."""

    class conditions(Conditions):
        def if_none_match(self, request: Request, tag: bytes | None) -> bool:
            return self.tags(request, b"if-none-match") != [b"*"] or super().if_none_match(request, tag)


@mutant(NOT_MODIFIED)
class LooksAtTheFirstTags(HttpServer):
    """Gives up on a list in If-None-Match after three entity tags."""

    class conditions(Conditions):
        def tags(self, request: Request, name: bytes) -> list[bytes]:
            return super().tags(request, name)[: 3 if name == b"if-none-match" else None]


@mutant(NOT_MODIFIED)
class HasTwoTagsByTurns(HttpServer):
    """Stands for two servers that have different entity tags for one file: the other one answers every fifth GET."""

    class conditions(Conditions):
        turns: ClassVar[itertools.count[int]] = itertools.count(1)

        def if_none_match(self, request: Request, tag: bytes | None) -> bool:
            alone = request.values(b"if-none-match") == [tag] and len(request.fields) == 3 and request.method == b"GET"
            return super().if_none_match(request, b'"another"' if alone and next(self.turns) % 5 == 0 else tag)


@mutant(WEAK)
class ComparesStrongly(HttpServer):
    """Has weak entity tags, and does not remove W/ before it compares for If-None-Match."""

    class conditions(Conditions):
        def if_none_match(self, request: Request, tag: bytes | None) -> bool:
            tags = self.tags(request, b"if-none-match")
            return tag is None or not {tag, b"*"} & set(tags)


@mutant(WEAK)
class ComparesItsWeakTagsStrongly(ComparesStrongly):
    """Has weak entity tags, and does not remove W/ before it compares for If-None-Match."""

    class conditions(ComparesStrongly.conditions):
        def tag(self, file: File) -> bytes:
            return b"W/" + super().tag(file)

        def if_match(self, request: Request, tag: bytes | None) -> bool:
            return self.tags(request, b"if-match") == [b"*"] and super().if_match(request, tag)

        def if_range(self, request: Request, file: File) -> bool:
            return b'"' not in b"".join(request.values(b"if-range")) and super().if_range(request, file)


@mutant(STAR)
class TakesTheStarForNothing(HttpServer):
    """Ignores the star in If-None-Match."""

    class conditions(Conditions):
        def if_none_match(self, request: Request, tag: bytes | None) -> bool:
            return self.tags(request, b"if-none-match") == [b"*"] or super().if_none_match(request, tag)


@mutant(TRUE)
class FindsEveryTag(HttpServer):
    """Treats any If-None-Match as false."""

    class conditions(Conditions):
        def if_none_match(self, request: Request, tag: bytes | None) -> bool:
            return False


@mutant(FAILED)
class Answers304ToWrites(HttpServer):
    """Answers 304 where If-None-Match is false, whatever the method."""

    class conditions(Conditions):
        def precondition(self, request: Request, tag: bytes | None, modified: float) -> int:
            status = super().precondition(request, tag, modified)
            reads = request.method in (b"GET", b"HEAD")  # whose 412 is about another condition
            return 304 if status == 412 and request.values(b"if-none-match") and not reads else status


@mutant(NOT_PERFORMED)
class PerformsAndThenLooks(HttpServer):
    """Performs a write before it evaluates If-None-Match."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        if response.status == 412 and request.values(b"if-none-match") and request.method in (b"PUT", b"DELETE"):
            resource.answer(request, self.clock())
        return response
