"""Mutants for RFC 9110 §13.1.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_13_1_1_if_match import NOT_PERFORMED, STAR, STRONG, TRUE
from reference_impls.http.conditions import Conditions
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NOT_PERFORMED)
class IgnoresIfMatch(HttpServer):
    """Treats every list of entity tags in If-Match as a match."""

    class conditions(Conditions):
        def if_match(self, request: Request, tag: bytes | None) -> bool:
            return self.tags(request, b"if-match") != [b"*"] or super().if_match(request, tag)


@mutant(STRONG)
class ComparesIfMatchWeakly(HttpServer):
    """Removes W/ before it compares for If-Match."""

    class conditions(Conditions):
        def if_match(self, request: Request, tag: bytes | None) -> bool:
            weakly = {listed.removeprefix(b"W/") for listed in self.tags(request, b"if-match")}
            return tag in weakly or super().if_match(request, tag)


@mutant(TRUE)
class NeverMatches(HttpServer):
    """Does not find the current entity tag in a list in If-Match."""

    class conditions(Conditions):
        def if_match(self, request: Request, tag: bytes | None) -> bool:
            return self.tags(request, b"if-match") == [b"*"] and super().if_match(request, tag)


@mutant(TRUE)
class SplitsIfMatchAtCommas(HttpServer):
    """Treats a comma within an entity tag as the end of the list."""

    class conditions(Conditions):
        def if_match(self, request: Request, tag: bytes | None) -> bool:
            value = request.values(b"if-match")[0]
            return not value.startswith(b'"a,') and super().if_match(request, tag)


@mutant(STAR)
class TakesTheStarForATag(HttpServer):
    """Compares the star in If-Match with the entity tag."""

    class conditions(Conditions):
        def if_match(self, request: Request, tag: bytes | None) -> bool:
            return self.tags(request, b"if-match") != [b"*"] and super().if_match(request, tag)


@mutant(STAR)
class MatchesWhatIsNotThere(HttpServer):
    """Treats the star in If-Match as true even where there is no representation."""

    class conditions(Conditions):
        def if_match(self, request: Request, tag: bytes | None) -> bool:
            return self.tags(request, b"if-match") == [b"*"] or super().if_match(request, tag)
