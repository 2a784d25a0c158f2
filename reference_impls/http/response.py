"""A response, and how a server writes it: status line, fields, framing, content (RFC 9112 §4, §6, §7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from reference_impls.http.dates import imf_fixdate
from reference_impls.http.request import Request
from reference_impls.http.syntax import Field, members


@dataclass
class Response:
    """A response without the fields that the server adds itself: Date, Server, framing, Connection."""

    status: int
    fields: list[Field] = field(default_factory=list)
    content: bytes = b""
    chunked: bool = False
    trailers: list[Field] = field(default_factory=list)
    interim: list[Response] = field(default_factory=list)


class Responses:
    """Decides how a response is written; ``clock`` gives seconds since 1970, for the Date field."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock

    def head(self, request: Request, response: Response) -> bytes:
        """Return everything before the content."""
        fields = self.origin_fields(response) + response.fields + self.framing_fields(request, response)
        lines = b"".join(self.field_line(*field) for field in fields)
        return self.status_line(request, response) + lines + b"\r\n"

    def status_line(self, request: Request, response: Response) -> bytes:
        # RFC 9112 §4; RFC 9110 §6.2: the version is the server's own, whatever the client's is
        return b"HTTP/1.1 %d %b\r\n" % (response.status, HTTPStatus(response.status).phrase.encode())

    def field_line(self, name: bytes, value: bytes) -> bytes:  # RFC 9112 §5
        return name + b": " + value + b"\r\n"

    def origin_fields(self, response: Response) -> list[Field]:  # RFC 9110 §6.6.1, §10.2.4
        if response.status < 200:
            return []
        return [(b"Date", imf_fixdate(self.clock())), (b"Server", b"reference")]

    def framing_fields(self, request: Request, response: Response) -> list[Field]:  # RFC 9112 §6.1, §6.2
        if not self.may_have_content(response.status):
            return []
        if self.sends_chunked(request, response):
            return [(b"Transfer-Encoding", b"chunked"), *self.announce_trailers(request, response)]
        return [(b"Content-Length", b"%d" % len(response.content))]

    def may_have_content(self, status: int) -> bool:  # RFC 9110 §6.4.1
        return status >= 200 and status not in (204, 304)

    def has_content(self, request: Request, response: Response) -> bool:  # RFC 9110 §9.3.2
        return self.may_have_content(response.status) and request.method != b"HEAD"

    def sends_chunked(self, request: Request, response: Response) -> bool:  # RFC 9112 §6.1: never to HTTP/1.0
        return response.chunked and request.version >= (1, 1)

    def sends_interim(self, request: Request) -> bool:  # RFC 9110 §15.2: never to HTTP/1.0
        return request.version >= (1, 1)

    def sends_trailers(self, request: Request) -> bool:
        # RFC 9110 §6.5.1, §10.1.4: only to a client that says "TE: trailers"
        return b"trailers" in [member.lower() for member in members(request.values(b"te"))]

    def announce_trailers(self, request: Request, response: Response) -> list[Field]:  # RFC 9110 §6.6.2
        names = b", ".join(name for name, _ in response.trailers)
        return [(b"Trailer", names)] if names and self.sends_trailers(request) else []

    def chunk(self, piece: bytes) -> bytes:  # RFC 9112 §7.1
        return b"%x\r\n%b\r\n" % (len(piece), piece)

    def last_chunk(self, trailers: list[Field]) -> bytes:  # RFC 9112 §7.1, §7.1.2
        return b"0\r\n" + b"".join(self.field_line(*field) for field in trailers) + b"\r\n"
