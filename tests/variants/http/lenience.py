"""Legal variants that accept some requests that are not well-formed, where an RFC allows that."""

from __future__ import annotations

import re

from reference_impls.http.length import RequestLength
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request, RequestLine
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part, members
from tests.variants.variant import Variant


class AcceptsBareLf(HttpServer):
    """Treats a single LF as the end of a line (RFC 9112 §2.2: MAY)."""

    line_end = re.compile(rb"\n")

    def line(self, octets: bytes, part: Part) -> bytes:
        if part not in (Part.START_LINE, Part.FIELD_LINE):
            return super().line(octets, part)
        return octets.removesuffix(b"\n").removesuffix(b"\r")


class SplitsAtWhitespace(HttpServer):
    """Parses the request line on whitespace-delimited word boundaries (RFC 9112 §3: MAY)."""

    class request_line(RequestLine):
        def check_first_octet(self, octet: bytes) -> None:
            if octet not in b" \t\x0b\x0c":
                super().check_first_octet(octet)

        def parse_request_line(self, line: bytes) -> Request:
            words = re.split(rb"[ \t\x0b\x0c\r]+", line.strip(b" \t\x0b\x0c\r"))
            return super().parse_request_line(b" ".join(words))


class UnfoldsLines(HttpServer):
    """Replaces obsolete line folding by a space (RFC 9112 §5.2)."""

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        name, value = fields.pop()
        fields.append((name, (value + b" " + line.strip(b" \t")).strip(b" ")))


class DropsWhitespaceLines(HttpServer):
    """Ignores lines that begin with whitespace before the first field line (RFC 9112 §2.2)."""

    def whitespace_before_fields(self, line: bytes) -> None:
        return


class ReplacesNul(HttpServer):
    """Replaces NUL in values by a space (RFC 9110 §5.5)."""

    def field_value(self, value: bytes) -> bytes:
        return super().field_value(value.replace(b"\x00", b" ").strip(b" \t"))


class AcceptsEqualLengths(HttpServer):
    """Treats a list of equal lengths as one length (RFC 9110 §8.6)."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            listed = members(lengths)
            if len(set(listed)) == 1 and len(lengths) == len([line for line in lengths if line.strip()]):
                return super().content_length([listed[0]])
            return super().content_length(lengths)


class ServesTransferEncodingWithLength(HttpServer):
    """Lets Transfer-Encoding override Content-Length, and closes afterwards (RFC 9112 §6.1, §6.3)."""

    class request_length(RequestLength):
        def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
            return

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            both = request.values(b"transfer-encoding") and request.values(b"content-length")
            return super().persists(request) and not both


class ShowsWhatIsMissing(HttpServer):
    """Accepts request lines of two megabytes, and repeats a target that it does not find in a field and the content."""

    def limit(self, part: Part) -> int:
        return 2 << 20 if part is Part.START_LINE else super().limit(part)

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        if response.status == 404:
            response.fields.append((b"X-Missing", request.target))
            response.content = b"no %b: no such resource as %b\n" % (request.target, request.target)
        return response


VARIANTS = [
    Variant(AcceptsBareLf),
    Variant(SplitsAtWhitespace),
    Variant(UnfoldsLines),
    Variant(DropsWhitespaceLines),
    Variant(ReplacesNul),
    Variant(AcceptsEqualLengths),
    Variant(ServesTransferEncodingWithLength),
    Variant(ShowsWhatIsMissing, patience=3.0),
]
