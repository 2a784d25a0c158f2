"""Mutants for RFC 9112 §6.3, in responses."""

from __future__ import annotations

from conformance.http.rfc9112.test_06_3_message_body_length_responses import (
    AS_LONG_AS_IT_SAYS,
    CLOSED_WITHOUT_LENGTH,
    ENDS_WITH_ITS_HEAD,
    SELF_DELIMITED,
)
from conformance.http.rfc9112.test_09_2_associating_a_response_to_a_request import ONE_FINAL_RESPONSE
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from reference_impls.sansio import Wait
from tests.mutants import mutant

PATH = b"/503"  # a page that no other requirement is about


@mutant(ENDS_WITH_ITS_HEAD, also={ONE_FINAL_RESPONSE: "the octets stand before the next response"})
class SendsABodyWithEveryStatus(HttpServer):
    """Sends octets after the head of a 204 and a 304."""

    def send_message(self, request: Request, response: Response) -> Wait:
        yield from super().send_message(request, response)
        self.send(b"no content\n" if response.status in (204, 304) else b"")


@mutant(AS_LONG_AS_IT_SAYS)
class AnnouncesTooMuch(HttpServer):
    """Sends a Content-Length that is one too large."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            too_much = [(b"Content-Length", b"%d" % (len(response.content) + 1))]
            return too_much if request.path == PATH and response.content else super().framing_fields(request, response)


@mutant(AS_LONG_AS_IT_SAYS)
class AnnouncesTooLittle(HttpServer):
    """Sends a Content-Length that is one too small."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            too_little = [(b"Content-Length", b"%d" % (len(response.content) - 1))]
            return (
                too_little if request.path == PATH and response.content else super().framing_fields(request, response)
            )


@mutant(CLOSED_WITHOUT_LENGTH)
class StaysOpenWithoutALength(HttpServer):
    """Sends content without any length, and does not close the connection."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            return [] if request.path == PATH else super().framing_fields(request, response)


@mutant(AS_LONG_AS_IT_SAYS)
class AnnouncesTooMuchForBrowsers(HttpServer):
    """Sends a Content-Length that is one too large in answer to requests with Accept."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            too_much = [(b"Content-Length", b"%d" % (len(response.content) + 1))]
            return too_much if request.values(b"accept") else super().framing_fields(request, response)


@mutant(CLOSED_WITHOUT_LENGTH)
class AnswersBrowsersWithoutALength(HttpServer):
    """Answers requests with Accept without any length, and does not close the connection."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            return [] if request.values(b"accept") else super().framing_fields(request, response)


@mutant(SELF_DELIMITED)
class EndsContentByClosing(HttpServer):
    """Sends content without any length, and closes the connection."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return super().persists(request) and request.path != PATH

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            return [] if request.path == PATH and response.content else super().framing_fields(request, response)
