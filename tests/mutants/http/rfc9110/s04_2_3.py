"""Mutants for RFC 9110 §4.2.3."""

from __future__ import annotations

from conformance.http.rfc9110.test_04_2_3_normalization_and_comparison import EMPTY_PATH, ENCODED_LETTER, SCHEME_CASE
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(EMPTY_PATH)
class LooksForTheEmptyPath(HttpServer):
    """Finds nothing at a URI without a path."""

    class targets(Targets):
        def empty_path(self, request: Request) -> bytes:
            return b"/empty" if request.method == b"GET" else super().empty_path(request)


@mutant(SCHEME_CASE)
class ComparesTheSchemeAsItIs(HttpServer):
    """Does not know a scheme in upper case."""

    class targets(Targets):
        def check_scheme(self, scheme: bytes) -> None:
            if scheme != b"http":
                raise Refused(421, "unknown scheme")


@mutant(ENCODED_LETTER)
class LooksForTheEncodedPath(HttpServer):
    """Looks a path up as it was sent, without decoding it, if no query follows it."""

    def answer(self, request: Request) -> Response:
        encoded = b".tx%7" in request.path and request.query is None
        return self.error(404, "no such resource") if encoded else super().answer(request)
