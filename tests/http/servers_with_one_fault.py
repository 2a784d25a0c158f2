"""Scripted servers with one fault, each after a server that people use."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from reference_impls.http.length import RequestLength
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field, Malformed, members, values
from reference_impls.http.target import Targets
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


class CutsErrorsShort(HttpServer):
    """Sends half of the content of an error response, and closes."""

    cut = False

    def send_content(self, request: Request, response: Response) -> Wait:
        if response.status < 400:
            yield from super().send_content(request, response)
            return
        self.cut = True
        self.send(response.content[: len(response.content) // 2])

    def exchange_or_refusal(self) -> Generator[None, None, bool]:
        return (yield from super().exchange_or_refusal()) and not self.cut


class CountsCharacters(HttpServer):
    """Counts the characters of its page, not their octets, so that four octets follow each answer to GET."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            is_page = request.path == b"/" and response.status == 200
            length = [(b"Content-Length", b"%d" % (len(response.content) - 4))]
            return length if is_page else super().framing_fields(request, response)


class KnowsNoTransferEncoding(HttpServer):
    """Finds the end of content by Content-Length alone, as small servers of courses do."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            lengths = request.values(b"content-length")
            return self.content_length(lengths) if lengths else 0


class SendsTheHeadTwice(HttpServer):
    """Sends the head of its refusal twice where the length is malformed (libmicrohttpd)."""

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if "Content-Length" in reason:
            refusal = self.error(status, reason, [(b"Connection", b"close")])
            self.send(self._responses.head(Request(b"", b""), refusal))
        return (yield from super().refuse(status, reason))


class RefusesTabsInExtensions(HttpServer):
    """Refuses HTAB in chunk extensions as a control character, in quoted strings too (Deno)."""

    def check_extensions(self, extension: bytes, total: int) -> None:
        if b"\t" in extension:
            raise Malformed("HTAB in a chunk extension")
        super().check_extensions(extension, total)


class SendsEveryHeadTwice(HttpServer):
    """Sends the head of every final response, and then the whole response."""

    def send_message(self, request: Request, response: Response) -> Wait:
        if response.status >= 200:
            self.send(self._responses.head(request, response))
        yield from super().send_message(request, response)


class SendsContentToHead(HttpServer):
    """Answers HEAD as GET."""

    class responses(Responses):
        def has_content(self, request: Request, response: Response) -> bool:
            return self.may_have_content(response.status)


class RepeatsTheVersion(HttpServer):
    """Answers in the minor version of the request."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            line = super().status_line(request, response)
            return line.replace(b"HTTP/1.1", b"HTTP/%d.%d" % request.version)


class TakesConnectionForOneOption(HttpServer):
    """Compares the whole value of each Connection line with the option."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return {value.lower() for value in values(fields, b"connection")}


class LooksAtOneConnectionLine(HttpServer):
    """Looks at the last of several lines of Connection, as one that keeps fields in a table does."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return set(members([value.lower() for value in values(fields, b"connection")[-1:]]))


class SendsAPartToPost(HttpServer):
    """Answers a POST with Range as if it were a GET."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        if request.method == b"POST" and request.values(b"range"):
            return Response(206, [*response.fields, (b"Content-Range", b"bytes 0-0/5")], response.content[:1])
        return response


class TakesAFoldForAField(HttpServer):
    """Reads a line that continues another as a field line of its own."""

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        fields.append(self.split_field_line(line.strip(b" \t")))


class SendsANegativeLength(HttpServer):
    """Sends a length below 0 with each part of a representation (civetweb)."""

    class responses(Responses):
        def head(self, request: Request, response: Response) -> bytes:
            head = super().head(request, response)
            return head.replace(b"Content-Length: ", b"Content-Length: -") if response.status == 206 else head


class StaysOpenAfterBoth(HttpServer):
    """Reads a request with Transfer-Encoding and Content-Length by its chunks, and keeps the connection (uvicorn)."""

    class request_length(RequestLength):
        def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
            """Allow both."""


class NeedsNoHostForAsterisk(HttpServer):
    """Serves ``OPTIONS *`` without Host, and, as a second fault, uses what follows an @ as the host."""

    class targets(Targets):
        def needs_host(self, request: Request) -> bool:
            return request.target != b"*" and super().needs_host(request)

        def check_host_value(self, host: bytes) -> None:
            super().check_host_value(host.rpartition(b"@")[2])
