"""Scripted servers with one fault, each after a server that people use."""

from __future__ import annotations

from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Eof, Needs, Wait


class ClosesOnTwo(HttpServer):
    """Closes, and answers nothing, if more has arrived than one request (PHP's built-in server)."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return False

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if self._in and request.target:
            raise Eof
        yield from super().respond(request, response, persists)


class AnswersTheLast(HttpServer):
    """Answers only the last of the requests that have arrived together (bjoern)."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if not (self._in and request.target):
            yield from super().respond(request, response, persists)


class TakesAllForContent(HttpServer):
    """Takes whatever has come with the end of a head for the content (Thin, and many a first server)."""

    def read_body(self, size: int) -> Needs:
        return (yield from super().read_body(len(self._in) if 0 <= size < len(self._in) else size))


class DropsWhatFollows(HttpServer):
    """Reads one request from what has arrived together, and drops the rest."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        yield from super().respond(request, response, persists)
        self._in.clear()
