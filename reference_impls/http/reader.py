"""How a server reads a request: request line, fields, content (RFC 9112 §2 to §7)."""

from __future__ import annotations

from collections.abc import Generator

from reference_impls.http.length import CHUNKED, RequestLength
from reference_impls.http.request import MAX_EMPTY_LINES, Request, RequestLine
from reference_impls.http.syntax import Malformed, MessageReader, Part
from reference_impls.http.target import Targets
from reference_impls.sansio import Needs

SINGLETONS = (b"content-type", b"content-range", b"authorization")


class RequestReader(MessageReader):
    """Reads requests; the parts ``request_line``, ``targets`` and ``request_length`` decide what they are."""

    request_line = RequestLine
    targets = Targets
    request_length = RequestLength

    begun = False
    """Whether a request has begun to arrive and is not complete."""

    to_head = False
    """Whether the request being read or answered is a HEAD, even one that is malformed."""

    def __init__(self) -> None:
        super().__init__()
        self._request_line, self._targets = self.request_line(), self.targets()
        self._request_length = self.request_length()

    def read_head(self) -> Generator[None, None, Request]:
        self.begun = self.to_head = False
        request = self._request_line.parse_request_line((yield from self.read_request_line()))
        self._targets.parse_target(request)
        request.fields = yield from self.read_fields(Part.FIELD_LINE)
        self._targets.check_host(request)
        self.check_singletons(request)
        return request

    def read_request_line(self) -> Needs:
        for skipped in range(MAX_EMPTY_LINES + 1):
            octet = yield from self.peek()
            self._request_line.check_first_octet(octet)
            self.begun = octet not in b"\r\n"
            line = yield from self.read_line(Part.START_LINE)
            if line or not self._request_line.skips_empty_line(skipped):
                return line
        return b""

    def read_body(self, size: int) -> Needs:
        content = yield from (self.read_chunked() if size == CHUNKED else self.read_exactly(size))
        self.begun = False
        return content

    def arrived(self, octets: bytes, part: Part) -> None:
        if part is Part.START_LINE:
            self.to_head = octets.startswith(b"HEAD ")

    def check_singletons(self, request: Request) -> None:  # RFC 9110 §5.3
        if any(len(request.values(name)) > 1 for name in SINGLETONS):
            raise Malformed("a field that may appear once appears twice")
