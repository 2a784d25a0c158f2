"""Mutants for RFC 6265 §4.2."""

from __future__ import annotations

from conformance.http.rfc6265.test_04_2_cookie import PAIRS
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


class Lists(HttpServer):
    """Lists cookies in some way of its own."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        if request.path == b"/cookies" and response.status == 200:
            response.content = b"".join(line + b"\n" for line in self.listed(response.content.splitlines()))
        return response

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return pairs


@mutant(PAIRS)
class SplitsAtEveryEqualsSign(Lists):
    """Ends a value at an equals sign within it."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return [b"=".join(pair.split(b"=")[:2]) for pair in pairs]


@mutant(PAIRS)
class DropsEmptyValues(Lists):
    """Forgets a cookie whose value is empty."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return [pair for pair in pairs if not pair.endswith(b"=")]


@mutant(PAIRS)
class KeepsThreeCookies(Lists):
    """Keeps three cookies at the most."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return pairs[:3]


@mutant(PAIRS)
class LosesQuotes(Lists):
    """Loses one of the quotes around a value."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return [pair.removesuffix(b'"') for pair in pairs]


@mutant(PAIRS)
class ListsNothing(Lists):
    """Lists no cookie at all."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return []
