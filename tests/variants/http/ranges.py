"""Legal variants in answers to requests for ranges (RFC 9110 §14, §15.3.7)."""

from __future__ import annotations

from reference_impls.http.files import File
from reference_impls.http.ranges import Ranges
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.variants.variant import Variant


class NoRanges(HttpServer):
    """Ignores Range (RFC 9110 §14.2: MAY)."""

    class ranges(Ranges):
        def partial(self, request: Request, whole: Response, file: File) -> Response:
            return whole


class Coalesces(HttpServer):
    """Makes one part of ranges that overlap or lie close together (RFC 9110 §15.3.7.2: MAY)."""

    class ranges(Ranges):
        def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
            first, last = min(part.start for part in parts), max(part.stop for part in parts)
            close = sum(len(part) for part in parts) + 80 * len(parts) >= last - first
            return self.one_part(fields, file, range(first, last)) if close else super().multipart(fields, file, parts)


class SendsTheFirstRange(HttpServer):
    """Sends the first of several ranges only (RFC 9110 §15.3.7: a subset)."""

    class ranges(Ranges):
        def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
            return self.one_part(fields, file, parts[0])


class SendsAllForMany(HttpServer):
    """Ignores Range where it asks for more than one (RFC 9110 §14.2: MAY)."""

    class ranges(Ranges):
        def excessive(self, asked: list[range]) -> bool:
            return len(asked) > 1


class OddMultipart(HttpServer):
    """Sends the boundary in quotation marks, empty lines before the first delimiter, and spaces after each (§14.6)."""

    class ranges(Ranges):
        def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
            response = super().multipart(fields, file, parts)
            name, value = response.fields.pop()
            media_type, _, boundary = value.partition(b"boundary=")
            response.fields.append((name, media_type.upper() + b'Boundary="' + boundary + b'"'))
            response.content = b"\r\n\r\n" + response.content.replace(
                b"--" + boundary + b"\r\n", b"--" + boundary + b" \r\n"
            )
            return response


class RejectsRanges(HttpServer):
    """Rejects what is invalid or excessive by 400 and 416 (RFC 9110 §14.2: MAY)."""

    class ranges(Ranges):
        def requested(self, request: Request, size: int) -> list[range] | None:
            found = super().requested(request, size)
            if found is None and b"".join(request.values(b"range")).startswith(b"bytes="):
                raise Refused(400, "invalid ranges")
            return found

        def excessive(self, asked: list[range]) -> bool:
            if super().excessive(asked):
                raise Refused(416, "too many ranges")
            return False


VARIANTS = [
    Variant(NoRanges),
    Variant(Coalesces),
    Variant(SendsTheFirstRange),
    Variant(SendsAllForMany, deviates=("rfc9110/14.2/206-where-satisfiable", "rfc9110/14.2/416-where-unsatisfiable")),
    Variant(OddMultipart),
    Variant(RejectsRanges),
]
