"""Mutants for RFC 9110 §14.2."""

from __future__ import annotations

from conformance.http.rfc9110.test_14_1_2_byte_ranges import NO_MORE
from conformance.http.rfc9110.test_14_2_range import (
    AFTER_ALL_ELSE,
    EXCESSIVE,
    GET_ONLY,
    INVALID,
    PART,
    UNKNOWN_UNIT,
    UNSATISFIABLE,
)
from reference_impls.http.files import File
from reference_impls.http.ranges import Ranges
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant

PROBES = ([b"bytes=0-0"], [b"bytes=0-1,-2"])


@mutant(GET_ONLY)
class SendsAPartToHead(HttpServer):
    """Answers HEAD with Range by 206."""

    class ranges(Ranges):
        def partial(self, request: Request, whole: Response, file: File) -> Response:
            method, request.method = request.method, b"GET"
            response = super().partial(request, whole, file)
            request.method = method
            return response


@mutant(GET_ONLY)
class SendsAPartToPost(HttpServer):
    """Answers POST with Range by 206."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        if request.method == b"POST" and request.values(b"range"):
            return Response(206, response.fields, response.content[:1])
        return response


@mutant(UNKNOWN_UNIT)
class TakesEveryUnitForBytes(HttpServer):
    """Treats a range of lines as one of octets."""

    class ranges(Ranges):
        def understands(self, unit: bytes) -> bool:
            return bool(unit) and b"." not in unit


@mutant(UNKNOWN_UNIT)
class RefusesUnits(HttpServer):
    """Answers 400 to a unit that it does not know."""

    class ranges(Ranges):
        def understands(self, unit: bytes) -> bool:
            if unit.isalpha() and unit.lower() != b"bytes":
                raise Refused(400, "unknown range unit")
            return super().understands(unit)


@mutant(INVALID)
class FailsOnInvalidRanges(HttpServer):
    """Answers 500 to a Range that it cannot parse."""

    class ranges(Ranges):
        def requested(self, request: Request, size: int) -> list[range] | None:
            found = super().requested(request, size)
            unit, equals, _ = b"".join(request.values(b"range")).partition(b"=")
            if found is None and request.values(b"range") and (unit == b"bytes" or not equals):
                raise Refused(500, "cannot parse Range")
            return found


@mutant(EXCESSIVE)
class FailsOnOverlaps(HttpServer):
    """Answers 500 to ranges that overlap, or are many."""

    class ranges(Ranges):
        def excessive(self, asked: list[range]) -> bool:
            if len(asked) > 100 or self.overlaps(asked):
                raise Refused(500, "cannot sort ranges")
            return super().excessive(asked)


@mutant(AFTER_ALL_ELSE)
class LooksAtRangeFirst(HttpServer):
    """Answers 416 to a Range where there is nothing to take a part of."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        asks = request.values(b"range") and request.method == b"GET" and not request.values(b"if-range")
        fails = asks and response.status in (302, 304, 401, 404, 412)
        return self.error(416, "nothing to take a part of") if fails else response


@mutant(PART)
class KnowsTwoRanges(HttpServer):
    """Ignores every range but the first octet, or the ends."""

    class ranges(Ranges):
        def partial(self, request: Request, whole: Response, file: File) -> Response:
            known = request.values(b"range") in PROBES
            return super().partial(request, whole, file) if known else whole


@mutant(NO_MORE)
class SendsOneMore(HttpServer):
    """Sends one octet more than was asked for."""

    class ranges(Ranges):
        def end(self, last: int, size: int) -> int:
            return min(last + 2, size)


@mutant(UNSATISFIABLE)
class SendsAllInstead(HttpServer):
    """Sends the whole where a range cannot be satisfied."""

    class ranges(Ranges):
        def partial(self, request: Request, whole: Response, file: File) -> Response:
            response = super().partial(request, whole, file)
            return whole if response.status == 416 else response
