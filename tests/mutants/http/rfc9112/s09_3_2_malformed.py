"""Mutants for RFC 9112 §9.3.2: a malformed request after a valid one."""

from __future__ import annotations

from conformance.http.rfc9112.test_09_3_2_pipelining_malformed import VALID_FIRST
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import TOKEN, Malformed, matches
from tests.mutants import mutant


@mutant(VALID_FIRST)
class RefusesAllThatCame(HttpServer):
    """Refuses a request if the octets after it cannot begin another one."""

    def answer(self, request: Request) -> Response:
        if self._in and not matches(TOKEN, bytes(self._in[:1])):
            raise Malformed("not a request")
        return super().answer(request)


@mutant(VALID_FIRST)
class ReadsAheadOfItsAnswer(HttpServer):
    """Refuses a request if the next one has arrived with it and is malformed."""

    def answer(self, request: Request) -> Response:
        ahead = HttpServer(self.site, self.clock)
        ahead.receive(bytes(self._in))
        if ahead.to_send().startswith((b"HTTP/1.1 400", b"HTTP/1.1 505")):
            raise Malformed("the next request is malformed")
        return super().answer(request)
