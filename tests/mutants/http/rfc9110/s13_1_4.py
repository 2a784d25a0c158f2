"""Mutants for RFC 9110 §13.1.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_13_1_4_if_unmodified_since import NOT_PERFORMED, NOT_WITH_TAGS, TRUE, VALID_DATE
from reference_impls.http.conditions import Conditions
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from tests.mutants import mutant

NAME = b"if-unmodified-since"


@mutant(NOT_PERFORMED)
class IgnoresIfUnmodifiedSince(HttpServer):
    """Does not check If-Unmodified-Since."""

    class conditions(Conditions):
        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            return None if name == NAME else super().modified_since(request, name, modified)


@mutant(TRUE)
class TakesAllForModified(HttpServer):
    """Answers 412 to any If-Unmodified-Since."""

    class conditions(Conditions):
        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            return bool(request.values(name)) if name == NAME else super().modified_since(request, name, modified)


@mutant(NOT_WITH_TAGS)
class LooksAtTheDateAsWell(HttpServer):
    """Answers 412 where If-Match is true and the date in If-Unmodified-Since is not."""

    class conditions(Conditions):
        def if_match(self, request: Request, tag: bytes | None) -> bool:
            old = any((self.date(value) or 0) < 1_700_000_000 for value in request.values(NAME))
            return super().if_match(request, tag) and not old


@mutant(NOT_WITH_TAGS)
class LooksAtTheDateInstead(HttpServer):
    """Ignores If-Match where there is an If-Unmodified-Since."""

    class conditions(Conditions):
        def if_match(self, request: Request, tag: bytes | None) -> bool:
            return bool(request.values(NAME)) or super().if_match(request, tag)


@mutant(VALID_DATE)
class TakesWhatIsNoDateForOld(HttpServer):
    """Answers 412 where If-Unmodified-Since is no date."""

    class conditions(Conditions):
        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            found = super().modified_since(request, name, modified)
            return True if found is None and name == NAME and request.values(name) else found
