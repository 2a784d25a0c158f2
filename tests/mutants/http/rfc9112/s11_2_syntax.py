"""Mutants for RFC 9112 §11.2: line ends, chunks, versions, connections."""

from __future__ import annotations

import re
from collections.abc import Generator

from conformance.http.rfc9112.test_11_2_request_smuggling_syntax import (
    AMBIGUOUS_CHUNK,
    EVERY_REQUEST_ALIKE,
    LINE_FEED_IN_CHUNK_LINE,
    LINE_FEED_IN_HEAD,
    NO_BARE_BODY,
)
from reference_impls.http.request import Refused, Request, RequestLine
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from reference_impls.http.target import Targets
from reference_impls.sansio import Needs, Wait
from tests.mutants import mutant


@mutant(AMBIGUOUS_CHUNK)
class ReadsHexAsFarAsItGoes(HttpServer):
    """Reads the digits at the beginning of a chunk line as the size, as strtol() does: no digits mean 0."""

    def split_chunk_line(self, line: bytes) -> tuple[bytes, bytes]:
        digits, semicolon = re.match(rb"[0-9A-Fa-f]*", line), line.find(b";")
        assert digits
        return digits[0] or b"0", line[semicolon:] if semicolon > 0 else b""


@mutant(AMBIGUOUS_CHUNK)
class SkipsTwoOctets(HttpServer):
    """Skips two octets after the data of a chunk, whatever they are."""

    def chunk_end(self, octets: bytes) -> None:
        return


@mutant(AMBIGUOUS_CHUNK)
class SkipsLineEnds(HttpServer):
    """Skips CR and LF after the data of a chunk, and also accepts the data without them."""

    def read_chunk_data(self, size: int) -> Needs:
        data = yield from self.read_exactly(size)
        while (yield from self.peek()) in b"\r\n":
            yield from self.read_exactly(1)
        return data


@mutant(LINE_FEED_IN_CHUNK_LINE)
class ReadsOnAfterLf(HttpServer):
    """Treats whatever is between the semicolon and CRLF as an extension, where there is a LF."""

    def read_line(self, part: Part) -> Needs:
        self.line_end = re.compile(rb"\r\n") if part is Part.CHUNK_LINE else HttpServer.line_end
        return (yield from super().read_line(part))

    def check_extensions(self, extension: bytes, total: int) -> None:
        if b"\n" not in extension:
            super().check_extensions(extension, total)


@mutant(LINE_FEED_IN_HEAD)
class LosesFieldsAtLineFeeds(HttpServer):
    """Ends a line at a bare LF, and does not recognize the field in front of it."""

    def line(self, octets: bytes, part: Part) -> bytes:
        if part is not Part.FIELD_LINE or octets.endswith(b"\r\n") or not octets.endswith(b"\n"):
            return super().line(octets, part)
        return b"X-" + octets[:-1] if octets != b"\n" else b""


@mutant(NO_BARE_BODY)
class SpeaksHttp09(HttpServer):
    """Answers a request line without a version with bare content, and keeps the connection."""

    class request_line(RequestLine):
        bare = False

        def parse_request_line(self, line: bytes) -> Request:
            self.bare = len(line.split()) == 2
            return super().parse_request_line(line.rstrip() + b" HTTP/1.0" if self.bare else line)

    _request_line: request_line

    def read_fields(self, part: Part) -> Generator[None, None, list[Field]]:
        return [] if self._request_line.bare else (yield from super().read_fields(part))

    def send_message(self, request: Request, response: Response) -> Wait:
        if not self._request_line.bare:
            return (yield from super().send_message(request, response))
        return self.send(response.content)

    def exchange(self) -> Generator[None, None, bool]:
        another = yield from super().exchange()
        return another or self._request_line.bare


@mutant(NO_BARE_BODY)
class SpeaksHttp09ByName(SpeaksHttp09):
    """Answers a request that names HTTP/0.9 with bare content, and keeps the connection."""

    class request_line(SpeaksHttp09.request_line):
        def parse_request_line(self, line: bytes) -> Request:
            self.bare = line.endswith(b" HTTP/0.9")
            return RequestLine.parse_request_line(self, line.replace(b"HTTP/0.9", b"HTTP/1.0") if self.bare else line)


@mutant(EVERY_REQUEST_ALIKE)
class TrustsAKnownConnection(HttpServer):
    """Refuses strange hosts and malformed requests only as the first of a connection; later it serves its root."""

    known = False

    def exchange(self) -> Generator[None, None, bool]:
        self.known = yield from super().exchange()
        return self.known

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            super().check_host(request)
            if request.authority == b"conformance.invalid":
                raise Refused(421, "not a host of this server")

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if not self.known:
            return (yield from super().refuse(status, reason))
        root = Request(b"GET", b"/", path=b"/")
        yield from self.respond(root, self.answer(root), False)
        return False
