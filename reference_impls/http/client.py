"""A minimal HTTP/1.1 client: no I/O, no clock, one small method for each decision that an RFC asks for."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from reference_impls.http.length import CHUNKED, BodyLength
from reference_impls.http.syntax import (
    Field,
    LimitExceeded,
    Malformed,
    MessageReader,
    Part,
    check_content_size,
    connection_options,
    matches,
    values,
)
from reference_impls.sansio import Eof, Needs, TimedOut, Wait

UNTIL_CLOSE = -2
MAX_INTERIM = 100
PIECE = 16 * 1024
USER_AGENT = b"reference"


@dataclass(frozen=True)
class Url:
    """An http URL, without userinfo and fragment, which a client never sends (RFC 9110 §4.2.4, §7.1)."""

    authority: bytes
    path: bytes
    query: bytes
    host: str
    port: int

    @staticmethod
    def parse(text: str) -> Url:
        """Parse a URL. Raise Malformed if it is not an http URL."""
        form = r"[Hh][Tt][Tt][Pp]://(?:[^@/?#]*@)?((\[[^\]/?#@]+\]|[^\[\]:/?#@]+)(?::([0-9]{0,5}))?)(/[^?#]*)?(\?[^#]*)?(#.*)?"
        found = re.fullmatch(form, text)
        if not found or not matches(rb"[!-~]+", text.encode()):
            raise Malformed(f"not an http URL: {text!r}")
        authority, host, port, path, query, _ = found.groups()
        return Url(authority.encode(), (path or "").encode(), (query or "").encode(), host.strip("[]"), int(port or 80))


@dataclass(frozen=True)
class Outgoing:
    """A request to send; ``content`` of None means that the request has no content."""

    url: Url
    method: bytes = b"GET"
    fields: Sequence[Field] = ()
    content: bytes | None = None
    chunked: bool = False


@dataclass
class Incoming:
    """A final response. The names of fields are in lower case, everything else is as received."""

    version: tuple[int, int]
    status: int
    fields: list[Field] = field(default_factory=list)
    content: bytes = b""
    trailers: list[Field] = field(default_factory=list)

    @staticmethod
    def begin(line: bytes) -> Incoming:  # RFC 9112 §4: the second space is required
        """Begin a response with its status line. Raise Malformed if the line is not a status line."""
        found = re.fullmatch(rb"HTTP/1\.([0-9]) ([1-5][0-9]{2}) [\t\x20-\x7e\x80-\xff]*", line)
        if not found:
            raise Malformed("malformed status line")
        return Incoming((1, int(found[1])), int(found[2]))

    def values(self, name: bytes) -> list[bytes]:
        """Return the values of all lines of one field, in order."""
        return values(self.fields, name)


class ResponseLength(BodyLength):
    """Decides how long the content of a response is."""

    def body_framing(self, request: Outgoing, response: Incoming) -> int:  # RFC 9112 §6.3
        """Return the number of octets to read, or CHUNKED, or UNTIL_CLOSE."""
        if self.has_no_content(request, response):
            return 0
        lengths = response.values(b"content-length")
        if response.values(b"transfer-encoding"):
            self.check_transfer_encoding(response, lengths)
            return self.transfer_encoding(self.transfer_codings(response.fields))
        if not lengths:
            return UNTIL_CLOSE
        size = self.content_length(lengths)
        check_content_size(size)
        return size

    def has_no_content(self, request: Outgoing, response: Incoming) -> bool:  # RFC 9112 §6.3 (1)
        return request.method == b"HEAD" or response.status in (204, 304)

    def check_transfer_encoding(self, response: Incoming, lengths: list[bytes]) -> None:  # RFC 9112 §6.1, §6.3 (3)
        if lengths:
            raise Malformed("Transfer-Encoding and Content-Length")
        if response.version < (1, 1):
            raise Malformed("Transfer-Encoding in HTTP/1.0")

    def transfer_encoding(self, codings: list[bytes]) -> int:  # RFC 9112 §6.1: this client accepts no other coding
        if codings != [b"chunked"]:
            raise Malformed("unknown transfer coding")
        return CHUNKED


class HttpClient(MessageReader):
    """One connection to a server, on which the client sends several requests, one after the other.

    When it has ended, ``responses`` holds a final response for each request that was answered. If some were not,
    ``error`` says why, or it is None: a server may close between two requests (RFC 9112 §9.3).
    """

    patience = 30.0
    lingers = False
    response_length = ResponseLength

    def __init__(self, requests: Sequence[Outgoing]) -> None:
        super().__init__()
        self._response_length = self.response_length()
        self.requests = requests
        self.responses: list[Incoming] = []
        self.error: str | None = None
        self.received_trailers: list[Field] = []

    def run(self) -> Wait:
        try:
            yield from self.exchange_all()
        except (Malformed, LimitExceeded) as reason:
            self.error = str(reason)
        except Eof:
            self.error = "incomplete response"  # RFC 9112 §8
        except TimedOut:
            self.error = "no complete response in time"

    def exchange_all(self) -> Wait:
        for request in self.requests:
            last = request is self.requests[-1]
            yield from self.send_request(request, last)
            response = yield from self.read_response(request)
            self.responses.append(response)
            if last or not self.persists(response):
                return

    # requests

    def send_request(self, request: Outgoing, last: bool) -> Wait:
        fields = [(b"Host", self.host(request)), (b"User-Agent", USER_AGENT), *request.fields]
        fields += self.framing_fields(request) + self.connection_field(last)
        self.send(b"%b %b HTTP/1.1\r\n" % (request.method, self.target(request)))
        self.send(b"".join(b"%b: %b\r\n" % line for line in fields) + b"\r\n")
        yield from self.send_content(request)

    def host(self, request: Outgoing) -> bytes:  # RFC 9112 §3.2: the authority of the URI, with its port
        return request.url.authority

    def target(self, request: Outgoing) -> bytes:  # RFC 9112 §3.2.1, §3.2.4
        empty = b"*" if request.method == b"OPTIONS" and not request.url.query else b"/"
        return (request.url.path or empty) + request.url.query

    def framing_fields(self, request: Outgoing) -> list[Field]:  # RFC 9112 §6.1, §6.2; RFC 9110 §8.6
        if request.content is None:
            return [(b"Content-Length", b"0")] if request.method in (b"POST", b"PUT") else []
        if request.chunked:
            return [(b"Transfer-Encoding", b"chunked")]
        return [(b"Content-Length", b"%d" % len(request.content))]

    def connection_field(self, last: bool) -> list[Field]:  # RFC 9112 §9.6
        return [(b"Connection", b"close")] if last else []

    def send_content(self, request: Outgoing) -> Wait:
        content = request.content or b""
        for at in range(0, len(content), PIECE):
            piece = content[at : at + PIECE]
            self.send(b"%x\r\n%b\r\n" % (len(piece), piece) if request.chunked else piece)
            yield from self.flush()
        if request.chunked and request.content is not None:
            self.send(b"0\r\n\r\n")

    # responses

    def read_response(self, request: Outgoing) -> Generator[None, None, Incoming]:
        for _ in range(MAX_INTERIM):
            response = self.parse_status_line((yield from self.read_line(Part.START_LINE)))
            response.fields = yield from self.read_fields(Part.FIELD_LINE)
            if self.is_final(response):
                self.received_trailers = []
                response.content = yield from self.read_content(self._response_length.body_framing(request, response))
                response.trailers = self.received_trailers
                return response
        raise Malformed("informational responses without end")

    def read_content(self, size: int) -> Needs:
        if size == UNTIL_CLOSE:
            return (yield from self.read_until_close())
        return (yield from (self.read_chunked() if size == CHUNKED else self.read_exactly(size)))

    def read_until_close(self) -> Needs:
        content = bytearray()
        try:
            while True:
                content += yield from self.read_some()
                check_content_size(len(content))
        except Eof:
            return bytes(content)

    def parse_status_line(self, line: bytes) -> Incoming:  # RFC 9112 §4
        return Incoming.begin(line)

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:  # RFC 9112 §5.2: a user agent replaces it by SP
        name, value = fields[-1]
        fields[-1] = name, (value + b" " + self.field_value(line)).strip(b" ")

    def is_final(self, response: Incoming) -> bool:  # RFC 9110 §15.2; §7.8: this client asks for no upgrade
        if response.status == 101:
            raise Malformed("101 without an upgrade")
        return response.status >= 200

    def trailers(self, fields: list[Field]) -> None:  # RFC 9112 §7.1.2: keep them apart from the header section
        self.received_trailers = fields

    def persists(self, response: Incoming) -> bool:  # RFC 9112 §9.3
        options = connection_options(response.fields)
        if b"close" in options:
            return False
        return response.version >= (1, 1) or b"keep-alive" in options
