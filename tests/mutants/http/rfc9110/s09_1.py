"""Mutants for RFC 9110 §9.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_1_overview import ANY_TOKEN, GET_AND_HEAD, NOT_ALLOWED, UNRECOGNIZED
from reference_impls.http.methods import Methods
from reference_impls.http.request import Request, RequestLine
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from tests.mutants import mutant


@mutant(GET_AND_HEAD)
class ImplementsNoHead(HttpServer):
    """Does not implement HEAD."""

    class methods(Methods):
        def implements(self, method: bytes) -> bool:
            return method != b"HEAD" and super().implements(method)


@mutant(UNRECOGNIZED)
class AllowsNothingElse(HttpServer):
    """Answers 405 to a method that it does not know."""

    class methods(Methods):
        def implements(self, method: bytes) -> bool:
            return super().implements(method) or method.startswith(b"XYZZY")


@mutant(NOT_ALLOWED)
class ForbidsMethods(HttpServer):
    """Answers 403 to a method that the resource does not allow."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        return self.error(403, "you may not do that") if response.status == 405 else response


@mutant(ANY_TOKEN)
class KnowsLettersOnly(HttpServer):
    """Refuses a method that has other characters than upper-case letters as malformed."""

    class request_line(RequestLine):
        def method(self, octets: bytes) -> bytes:
            if not (octets.isalpha() and octets.isupper()):
                raise Malformed("method has other characters than upper-case letters")
            return super().method(octets)
