"""Mutants for RFC 9112 §9.2."""

from __future__ import annotations

import dataclasses

from conformance.http.rfc9112.test_09_2_associating_a_response_to_a_request import ONE_FINAL_RESPONSE
from conformance.http.rfc9112.test_09_3_persistence import HTTP_1_0_CLOSES
from conformance.http.rfc9112.test_09_3_persistence_body import READ_OR_CLOSE
from conformance.http.rfc9112.test_09_6_tear_down import CLOSE_WHEN_ASKED
from reference_impls.http import HttpServer
from reference_impls.http_request import Request
from reference_impls.http_site import Response
from reference_impls.sansio import Wait
from tests.mutants import mutant

AFTER_HEAD = "the content that follows a response to HEAD hides the end of the connection"


@mutant(ONE_FINAL_RESPONSE, also={HTTP_1_0_CLOSES: AFTER_HEAD, CLOSE_WHEN_ASKED: AFTER_HEAD})
class SendsContentToHead(HttpServer):
    """Answers HEAD with the content of GET."""

    def has_content(self, request: Request, response: Response) -> bool:
        return self.may_have_content(response.status)


@mutant(ONE_FINAL_RESPONSE)
class SendsContentWith204And304(HttpServer):
    """Explains in content what a 204 or a 304 means."""

    def send_message(self, request: Request, response: Response) -> Wait:
        yield from super().send_message(request, response)
        if response.status in (204, 304):
            self.send(b"There is nothing to say.\n")


@mutant(ONE_FINAL_RESPONSE)
class AnswersEachTwice(HttpServer):
    """Sends an alternative, as a second response, to a client that says what it accepts."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        yield from super().respond(request, response, persists)
        if request.values(b"accept"):
            yield from self.send_message(request, Response(204))


@mutant(ONE_FINAL_RESPONSE, also={READ_OR_CLOSE: "a second answer looks like one to a request within the content"})
class AnswersTwice(HttpServer):
    """Answers a request of more than two field lines twice if it has more than ten octets of content."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        twice = dataclasses.replace(response, fields=list(response.fields))
        yield from super().respond(request, response, persists)
        if len(request.content) > 10 and len(request.fields) > 2:
            yield from super().respond(request, twice, persists)


@mutant(ONE_FINAL_RESPONSE)
class TakesAQueryForAGet(HttpServer):
    """Sends content in answer to a HEAD with a query of several octets."""

    def has_content(self, request: Request, response: Response) -> bool:
        queried = len(request.query or b"") > 4 and self.may_have_content(response.status)
        return queried or super().has_content(request, response)
