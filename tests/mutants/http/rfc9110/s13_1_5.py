"""Mutants for RFC 9110 §13.1.5."""

from __future__ import annotations

from conformance.http.rfc9110.test_13_1_5_if_range import FALSE, NO_RANGE, NO_RANGES, STRONG, TRUE
from reference_impls.http.conditions import Conditions
from reference_impls.http.files import File
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(FALSE)
class IgnoresIfRange(HttpServer):
    """Does not check If-Range."""

    class conditions(Conditions):
        def if_range(self, request: Request, file: File) -> bool:
            return True


@mutant(FALSE)
class ComparesDatesInIfRange(HttpServer):
    """Treats a date in If-Range that is not before the last modification as true."""

    class conditions(Conditions):
        def if_range(self, request: Request, file: File) -> bool:
            later = any((self.date(value) or 0) >= file.modified for value in request.values(b"if-range"))
            return later or super().if_range(request, file)


@mutant(STRONG)
class TakesWeakTags(HttpServer):
    """Removes W/ before it compares for If-Range."""

    class conditions(Conditions):
        def if_range(self, request: Request, file: File) -> bool:
            weak = b"W/" + self.tag(file) in request.values(b"if-range")
            return weak or super().if_range(request, file)


@mutant(TRUE)
class SendsAllWithIfRange(HttpServer):
    """Sends the whole representation to any request with If-Range."""

    class conditions(Conditions):
        def if_range(self, request: Request, file: File) -> bool:
            return not request.values(b"if-range")


@mutant(NO_RANGE)
class TakesIfRangeForIfMatch(HttpServer):
    """Answers 412 where If-Range is false, also without Range."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        false = resource.file and not request.values(b"range") and not self._conditions.if_range(request, resource.file)
        return self.error(412, "If-Range is false") if false else super().answer_from(resource, request)


@mutant(NO_RANGES)
class WantsTheTagOfWhatHasNone(HttpServer):
    """Answers 412 to If-Range for a resource without validators: it can match none."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        unmatched = not resource.file and request.values(b"if-range")
        return self.error(412, "If-Range is false") if unmatched else super().answer_from(resource, request)
