"""A request, and how a server reads its request line (RFC 9112 §2.2, §3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from reference_impls.http.syntax import TOKEN, Field, Malformed, matches, values

MAX_EMPTY_LINES = 4


class Refused(Exception):
    """The server answers with this status before it has read the whole request, and closes the connection."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass
class Request:
    """A request. The names of fields are in lower case, everything else is as received."""

    method: bytes
    target: bytes
    version: tuple[int, int] = (1, 1)
    path: bytes = b""
    query: bytes | None = None
    authority: bytes = b""
    fields: list[Field] = field(default_factory=list)
    content: bytes = b""

    def values(self, name: bytes) -> list[bytes]:
        """Return the values of all lines of one field, in order."""
        return values(self.fields, name)


class RequestLine:
    """Decides what a request line is."""

    def check_first_octet(self, octet: bytes) -> None:
        # RFC 9112 §2.2: refuse at once what cannot become a request, instead of waiting for the end of its line
        if octet not in b"\r\n" and not matches(TOKEN, octet):
            raise Malformed("not a request")

    def skips_empty_line(self, skipped: int) -> bool:  # RFC 9112 §2.2: a server skips one at least
        return skipped < MAX_EMPTY_LINES

    def parse_request_line(self, line: bytes) -> Request:  # RFC 9112 §3: single spaces, nothing before or after
        parts = line.split(b" ")
        if len(parts) != 3:
            raise Malformed("request line is not method SP request-target SP HTTP-version")
        return Request(self.method(parts[0]), parts[1], self.version(parts[2]))

    def method(self, octets: bytes) -> bytes:  # RFC 9112 §3.1: any token, case-sensitive
        if not matches(TOKEN, octets):
            raise Malformed("method is not a token")
        return octets

    def version(self, octets: bytes) -> tuple[int, int]:  # RFC 9112 §2.3
        if not matches(rb"HTTP/[0-9]\.[0-9]", octets):
            raise Malformed("malformed HTTP-version")
        version = int(octets[5:6]), int(octets[7:8])
        self.check_major_version(version[0])
        return version

    def check_major_version(self, major: int) -> None:  # RFC 9110 §15.6.6
        if major != 1:
            raise Refused(505, "this server speaks HTTP/1.1")
