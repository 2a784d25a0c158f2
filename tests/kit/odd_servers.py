"""HTTP servers with one oddity each, as real servers have it: no other fault may be reported because of it.

Each is the reference server except for this oddity, and names the real servers that have it.
"""

from __future__ import annotations

import re
from collections.abc import Generator

from reference_impls.http.methods import Methods
from reference_impls.http.persistence import Persistence
from reference_impls.http.ranges import Ranges
from reference_impls.http.request import Refused, Request, RequestLine
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field, Malformed, Part
from reference_impls.http.target import Targets
from reference_impls.sansio import Eof, Needs, Wait


class WaitsForMore(Exception):
    """The server does not find the end of the head, whatever comes."""


class WaitsBehindNul(HttpServer):
    """Stops reading at NUL, and so waits for the end of the head for ever, as mini_httpd and webfsd do."""

    def read_line(self, part: Part) -> Needs:
        try:
            return (yield from super().read_line(part))
        except WaitsForMore:
            while True:
                yield from self.read_some()

    def line(self, octets: bytes, part: Part) -> bytes:
        if part in (Part.START_LINE, Part.FIELD_LINE) and self.stops_at(octets):
            raise WaitsForMore
        return super().line(octets, part)

    def stops_at(self, line: bytes) -> bool:
        """Whether there is something in the line that hides the end of the head."""
        return b"\0" in line


class WaitsBehindBareCr(WaitsBehindNul):
    """Matches a head as a whole, and waits where a bare CR is in it, as Mojolicious does."""

    def stops_at(self, line: bytes) -> bool:
        return re.search(rb"\r[^\n]", line) is not None


class SkipsWhatIsNoRequest(HttpServer):
    """Skips lines before a request that are not a request line, as Mojolicious does."""

    class request_line(RequestLine):
        def check_first_octet(self, octet: bytes) -> None:
            return

        def skips_empty_line(self, skipped: int) -> bool:
            return True

    def read_request_line(self) -> Needs:
        while True:
            line = yield from super().read_request_line()
            if b" " in line:
                return line


class RefusesQueries(HttpServer):
    """Answers 403 to every path with a query, as inets does where the path is a folder."""

    def answer(self, request: Request) -> Response:
        return self.error(403, "no such folder") if request.query is not None else super().answer(request)


class RefusesTabs(HttpServer):
    """Answers 400 to every field line with HTAB, as civetweb and Deno do."""

    def split_field_line(self, line: bytes) -> Field:
        if b"\t" in line:
            raise Malformed("HTAB in a field line")
        return super().split_field_line(line)


class LosesChunkedContent(HttpServer):
    """Finds the end of chunked content, but its application sees none of it."""

    def read_chunked(self) -> Needs:
        yield from super().read_chunked()
        return b""


class StoresNothing(HttpServer):
    """Answers 404 to every PUT, as a server does where the path of `--cap put` was mistyped."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        return self.error(404, "nothing here") if request.method == b"PUT" else super().answer_from(resource, request)


class HasNoOptions(HttpServer):
    """Does not know OPTIONS, and says so before it looks at the fields, as inets does."""

    class methods(Methods):
        def implements(self, method: bytes) -> bool:
            return method != b"OPTIONS" and super().implements(method)

    class targets(Targets):
        def parse_target(self, request: Request) -> None:
            if request.method == b"OPTIONS":
                raise Refused(501, "method not implemented")
            super().parse_target(request)


class RepeatsItsRequestLine(HttpServer):
    """Copies what it takes for the version of a malformed request into its status line, as civetweb does."""

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        self.send(b"HTTP/GET / HTTP/1.1\r\n\r 400 Bad Request\r\nConnection: close\r\n\r\n")
        yield from self.flush()
        return False


class OneRequestAtATime(HttpServer):
    """Answers 503 while another request is unfinished, as a server of one process and one thread may."""

    unfinished = False

    def count(self, more: int) -> int:
        vars(self.site)["unfinished"] = vars(self.site).get("unfinished", 0) + more
        return int(vars(self.site)["unfinished"])

    def run(self) -> Wait:
        try:
            yield from super().run()
        finally:
            self.count(-1 if self.unfinished else 0)

    def read_line(self, part: Part) -> Needs:
        if part is Part.FIELD_LINE and not self.unfinished:
            self.unfinished = bool(self.count(+1))
        return (yield from super().read_line(part))

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        yield from super().respond(request, response, persists)
        self.count(-1 if self.unfinished else 0)
        self.unfinished = False

    def answer(self, request: Request) -> Response:
        return self.error(503, "busy with another request") if self.count(0) > 1 else super().answer(request)


class HasItsFileAtTheTop(HttpServer):
    """Has a file with validators at the path ``/``, which has no letter that could be percent-encoded."""

    def answer(self, request: Request) -> Response:
        request.path = b"/static/file.txt" if request.path == b"/" else request.path
        response = super().answer(request)
        if request.path == b"/.well-known/conformance":
            response.content = response.content.replace(b'"/static/file.txt"', b'"/"')
        return response


class TakesWhatHasComeForChunks(HttpServer):
    """Takes what has come with the head for chunked content, undecoded, and drops what comes later, as Thin does."""

    def read_chunked(self) -> Needs:
        content = bytes(self._in)
        self._in.clear()
        return content
        yield


class HasNoStatusForEmptyLines(HttpServer):
    """Refuses an empty line before a request by a text without the version of HTTP, as mini_httpd does."""

    class request_line(RequestLine):
        def skips_empty_line(self, skipped: int) -> bool:
            raise Refused(400, "empty line")

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if reason != "empty line":
            return (yield from super().refuse(status, reason))
        self.send(b"(null) 400 Bad Request\r\n\r\n")
        yield from self.flush()
        return False


class HasNoStatusForHandshakes(HttpServer):
    """Refuses a handshake of WebSocket by content without a head, as civetweb does where nothing listens for one."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if request.values(b"upgrade") == [b"websocket"] or request.values(b"sec-websocket-key"):
            self.send(b"Error 404: Not Found\n")
            yield from self.flush()
            raise Eof
        yield from super().respond(request, response, persists)


class NeedsAPathInAUri(HttpServer):
    """Answers 500 to a URI without a path in the request line, as bjoern does."""

    class targets(Targets):
        def empty_path(self, request: Request) -> bytes:
            raise Refused(500, "no path")


class ClosesWithoutAPathInAUri(HttpServer):
    """Closes at a URI without a path in the request line, as PHP's built-in server does."""

    class targets(Targets):
        def empty_path(self, request: Request) -> bytes:
            raise Eof


class KnowsNoExtensions(HttpServer):
    """Refuses every chunk with an extension by 500, as civetweb does for CGI scripts."""

    def check_extensions(self, extension: bytes, total: int) -> None:
        if extension:
            raise Refused(500, "a chunk with an extension")


class HasNoSuffixRanges(HttpServer):
    """Sends the whole where the last octets are asked for, as busybox and civetweb do."""

    class ranges(Ranges):
        def requested(self, request: Request, size: int) -> list[range] | None:
            wants_the_last = any(b"=-" in value for value in request.values(b"range"))
            return None if wants_the_last else super().requested(request, size)


class DrainsBeforeItCloses(HttpServer):
    """Says close in every response, and stays open without an answer if more arrives after the request (Werkzeug)."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return False

    def exchange_or_refusal(self) -> Generator[None, None, bool]:
        yield from super().exchange_or_refusal()
        if not self._in:
            self.patience = 0.01  # seconds, then it closes
            yield
        self.patience = None
        yield from self.read_exactly(1 << 30)
        return False
