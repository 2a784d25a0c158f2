"""Mutants for RFC 9112 §9.3.2."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9112.test_09_3_2_pipelining import IN_ORDER
from conformance.http.rfc9112.test_09_6_tear_down import ANNOUNCE
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(IN_ORDER)
class SendsErrorsFirst(HttpServer):
    """Sends a 404, and the response to a POST, before the responses that wait to be sent."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        overtakes = response.status == 404 or request.method == b"POST"
        waiting, self._out = self._out, bytearray()
        yield from super().respond(request, response, persists)
        self._out = self._out + waiting if overtakes else waiting + self._out


@mutant(IN_ORDER, also={ANNOUNCE: "the rest of a long pipeline is never answered"})
class ForgetsWhatItHasRead(HttpServer):
    """Throws away the octets that came together with a request and lie far beyond it."""

    def exchange(self) -> Generator[None, None, bool]:
        persists = yield from super().exchange()
        del self._in[512:]
        return persists


@mutant(IN_ORDER)
class PutsLongAnswersOff(HttpServer):
    """Answers a request with more than ten octets of content after the next one, where that is a POST too."""

    put_off: tuple[Request, Response, bool] | None = None

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if not self.put_off and len(request.content) > 10 and self._in.startswith(b"POST"):
            self.put_off = request, response, persists
            return
        yield from super().respond(request, response, persists)
        if self.put_off:
            late, self.put_off = self.put_off, None
            yield from super().respond(*late)
