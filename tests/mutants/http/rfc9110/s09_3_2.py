"""Mutants for RFC 9110 §9.3.2."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_3_2_head import NO_CONTENT, SAME_FIELDS, SAME_LENGTH
from reference_impls.http.codings import Codings
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(NO_CONTENT)
class AnswersHeadAsGet(HttpServer):
    """Sends the content to HEAD, too."""

    class responses(Responses):
        def has_content(self, request: Request, response: Response) -> bool:
            return self.may_have_content(response.status)


@mutant(NO_CONTENT)
class ExplainsErrorsToHead(HttpServer):
    """Sends the content of an error to HEAD."""

    class responses(Responses):
        def has_content(self, request: Request, response: Response) -> bool:
            return super().has_content(request, response) or response.status >= 400


@mutant(SAME_FIELDS)
class SendsFewFieldsToHead(HttpServer):
    """Leaves out Content-Type in response to HEAD."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if request.method == b"HEAD":
            response.fields = [field for field in response.fields if field[0] != b"Content-Type"]
        yield from super().respond(request, response, persists)


@mutant(SAME_LENGTH)
class CountsWhatItSends(HttpServer):
    """Sends Content-Length: 0 to HEAD."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            empty = [(b"Content-Length", b"0")]
            return (
                empty
                if request.method == b"HEAD" and response.status == 200
                else super().framing_fields(request, response)
            )


@mutant(SAME_LENGTH)
class NegotiatesNoCodingForHead(HttpServer):
    """Says in response to HEAD the length of the file as it is, where GET sends it in gzip."""

    class codings(Codings):
        def wants_gzip(self, request: Request) -> bool:
            return request.method != b"HEAD" and super().wants_gzip(request)
