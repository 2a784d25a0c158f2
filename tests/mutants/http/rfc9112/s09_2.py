"""Mutants for RFC 9112 §9.2."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator

from conformance.http.rfc5789.test_02_the_patch_method import ATOMIC
from conformance.http.rfc9110.test_05_3_field_order import WHOLE_SECTION
from conformance.http.rfc9110.test_09_3_4_put import CONTENT_LOCATION
from conformance.http.rfc9110.test_09_3_5_delete import ENACTED
from conformance.http.rfc9112.test_06_3_message_body_length_responses import ENDS_WITH_ITS_HEAD
from conformance.http.rfc9112.test_09_2_associating_a_response_to_a_request import ONE_FINAL_RESPONSE
from conformance.http.rfc9112.test_09_3_persistence_body import READ_OR_CLOSE
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Eof, Wait
from tests.mutants import mutant


@mutant(ONE_FINAL_RESPONSE)
class SendsTheHeadOfARefusalTwice(HttpServer):
    """Sends the head of a refusal, and then the whole of it, where a length is malformed."""

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if "Content-Length" in reason:
            self.send(self._responses.head(Request(b"", b""), self.error(status, reason)))
        return (yield from super().refuse(status, reason))


@mutant(ONE_FINAL_RESPONSE, also={ENDS_WITH_ITS_HEAD: "the content is what follows the head"})
class SendsContentWith204And304(HttpServer):
    """Sends content with a 204 or a 304."""

    def send_message(self, request: Request, response: Response) -> Wait:
        yield from super().send_message(request, response)
        if response.status in (204, 304):
            self.send(b"There is nothing to say.\n")


@mutant(ONE_FINAL_RESPONSE)
class ConfirmsWrites(HttpServer):
    """Sends content with the 204 to PUT and DELETE only."""

    def send_message(self, request: Request, response: Response) -> Wait:
        yield from super().send_message(request, response)
        if response.status == 204 and request.method in (b"PUT", b"DELETE"):
            self.send(b"Done.\n")


@mutant(ONE_FINAL_RESPONSE)
class RefusesHandshakesWithoutAHead(HttpServer):
    """Sends the content of its refusal, and no head, to a handshake of WebSocket."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if request.values(b"sec-websocket-key"):
            self.send(b"Error 404: Not Found\n")
            yield from self.flush()
            raise Eof
        yield from super().respond(request, response, persists)


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

    class responses(Responses):
        def has_content(self, request: Request, response: Response) -> bool:
            queried = len(request.query or b"") > 4 and self.may_have_content(response.status)
            return queried or super().has_content(request, response)


@mutant(
    ONE_FINAL_RESPONSE,
    also={
        WHOLE_SECTION: "it says nothing there",
        CONTENT_LOCATION: "it says nothing there",
        ENACTED: "it says nothing there",
        ATOMIC: "it says nothing of a 404 to PATCH",
    },
)
class SaysNothingOfErrors(HttpServer):
    """Closes without a response instead of an error response, where the client asks for a close."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if response.status != 404 or persists or not request.method:
            yield from super().respond(request, response, persists)
