"""Mutants for RFC 9110 §13.1.3."""

from __future__ import annotations

from conformance.http.rfc9110.test_13_1_3_if_modified_since import (
    MODIFIED,
    NOT_MODIFIED,
    NOT_WITH_TAGS,
    READS_ONLY,
    VALID_DATE,
)
from reference_impls.http.conditions import Conditions
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant

NAME = b"if-modified-since"


@mutant(NOT_MODIFIED)
class IgnoresIfModifiedSince(HttpServer):
    """Does not check If-Modified-Since."""

    class conditions(Conditions):
        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            return None if name == NAME else super().modified_since(request, name, modified)


@mutant(NOT_MODIFIED)
class WantsTheVeryDate(HttpServer):
    """Answers 304 only if If-Modified-Since is exactly the date of Last-Modified."""

    class conditions(Conditions):
        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            later = name == NAME and (self.date(b"".join(request.values(name))) or 0) > modified
            return True if later else super().modified_since(request, name, modified)


@mutant(MODIFIED)
class TakesAnyDateForCurrent(HttpServer):
    """Answers 304 to any date in If-Modified-Since."""

    class conditions(Conditions):
        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            changed = super().modified_since(request, name, modified)
            return False if name == NAME and changed is not None else changed


@mutant(NOT_WITH_TAGS)
class LooksAtTheDateToo(HttpServer):
    """Answers 304 where If-None-Match is true, and the date in If-Modified-Since is current."""

    class conditions(Conditions):
        def if_none_match(self, request: Request, tag: bytes | None) -> bool:
            current = b"Tue, 14 Nov 2023 22:13:20 GMT" in request.values(NAME)
            return super().if_none_match(request, tag) and not current


@mutant(NOT_WITH_TAGS)
class WantsBothToBeCurrent(HttpServer):
    """Answers 304 only where both the entity tag and the date are current."""

    class conditions(Conditions):
        def if_none_match(self, request: Request, tag: bytes | None) -> bool:
            old = any((self.date(value) or 0) < 1_700_000_000 for value in request.values(NAME))
            return super().if_none_match(request, tag) or old


@mutant(VALID_DATE)
class TakesAnythingForADate(HttpServer):
    """Treats what is no date in If-Modified-Since as the present."""

    class conditions(Conditions):
        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            found = super().modified_since(request, name, modified)
            return False if found is None and name == NAME and request.values(name) else found


@mutant(READS_ONLY)
class MakesWritesConditional(HttpServer):
    """Answers 412 to a write with a date in If-Modified-Since."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        reads = request.method in (b"GET", b"HEAD", b"OPTIONS", b"TRACE")
        fails = request.values(NAME) and not reads and request.path.startswith((b"/put/", b"/echo"))
        return self.error(412, "modified") if fails else super().answer_from(resource, request)


@mutant(READS_ONLY)
class TakesAPostForARead(HttpServer):
    """Answers 304 to a POST with a date in If-Modified-Since."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        conditional = request.method == b"POST" and request.values(NAME)
        return Response(304) if conditional else super().answer_from(resource, request)
