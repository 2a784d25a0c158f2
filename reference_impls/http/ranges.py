"""Range requests: which part of a representation is sent (RFC 9110 §14, §15.3.7, §15.5.17)."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

from reference_impls.http.files import File
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field, members

BEYOND = 10**18  # more octets than any representation has
MAX_RANGES = 100
NEEDED_WITH_IF_RANGE = (b"ETag", b"Cache-Control", b"Expires", b"Content-Location", b"Vary")


class Ranges:
    """Decides which part of a representation is sent; a ``range`` holds the offsets of a part, as for slices."""

    def partial(self, request: Request, whole: Response, file: File) -> Response:
        """Return what Range asks for, or ``whole`` if Range is to be ignored."""
        if request.method != b"GET":  # RFC 9110 §14.2
            return whole
        asked = self.requested(request, len(file.content))
        if asked is None or self.excessive(asked):
            return whole
        parts = [part for part in asked if part]
        if not parts:
            return self.unsatisfiable(file)
        fields = self.partial_fields(request, whole)
        return self.one_part(fields, file, parts[0]) if len(asked) == 1 else self.multipart(fields, file, parts)

    # what the client asks for

    def requested(self, request: Request, size: int) -> list[range] | None:
        """Return the ranges, with an empty one for each that cannot be satisfied; None if Range is to be ignored."""
        lines = request.values(b"range")
        unit, _, specs = lines[0].partition(b"=") if len(lines) == 1 else (b"", b"", b"")
        if size == 0 or not self.understands(unit):
            return None
        found = [self.byte_range(spec, size) for spec in members([specs])]
        return [one for one in found if one is not None] if found and None not in found else None

    def understands(self, unit: bytes) -> bool:  # RFC 9110 §14.1: case-insensitive; §14.2: ignore other units
        return unit.lower() == b"bytes"

    def byte_range(self, spec: bytes, size: int) -> range | None:  # RFC 9110 §14.1.2
        """Return None if the range is invalid."""
        found = re.fullmatch(rb"([0-9]*)-([0-9]*)", spec)
        if not found or spec == b"-":
            return None
        if not found[1]:
            return self.suffix(self.position(found[2]), size)
        first, last = self.position(found[1]), self.position(found[2]) if found[2] else BEYOND
        return None if last < first else range(first, self.end(last, size))

    def suffix(self, length: int, size: int) -> range:  # RFC 9110 §14.1.2: everything, if the file is shorter
        return range(max(0, size - length), size)

    def end(self, last: int, size: int) -> int:  # RFC 9110 §14.1.2: the rest, if the file ends earlier
        return min(last + 1, size)

    def position(self, digits: bytes) -> int:  # RFC 9110 §14.1.2: of any magnitude
        digits = digits.lstrip(b"0") or b"0"
        return int(digits) if len(digits) < len(str(BEYOND)) else BEYOND

    def excessive(self, asked: list[range]) -> bool:  # RFC 9110 §14.2, §17.15
        return len(asked) > MAX_RANGES or self.overlaps(asked) > 1

    def overlaps(self, asked: list[range]) -> int:
        """Return how many ranges overlap the next one, in the order of their first octets."""
        ordered = sorted(asked, key=lambda one: one.start)
        return sum(one.stop > other.start for one, other in pairwise(ordered) if other)

    # the partial response

    def partial_fields(self, request: Request, whole: Response) -> list[Field]:  # RFC 9110 §15.3.7
        has_prior = bool(request.values(b"if-range"))
        return [field for field in whole.fields if not has_prior or field[0] in NEEDED_WITH_IF_RANGE]

    def one_part(self, fields: list[Field], file: File, part: range) -> Response:  # RFC 9110 §15.3.7.1
        return Response(206, [*fields, self.content_range(file, part)], file.content[part.start : part.stop])

    def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:  # RFC 9110 §15.3.7.2, §14.6
        boundary = hashlib.sha256(file.content).hexdigest().encode()  # the file cannot contain its own hash
        lines = b"".join(self.body_part(boundary, file, part) for part in parts)
        others = [field for field in fields if field[0] != b"Content-Type"]
        media_type = (b"Content-Type", b"multipart/byteranges; boundary=" + boundary)
        return Response(206, [*others, media_type], lines + b"\r\n--" + boundary + b"--\r\n")

    def body_part(self, boundary: bytes, file: File, part: range) -> bytes:
        lines = b"".join(b"%b: %b\r\n" % field for field in self.part_fields(file, part))
        return b"\r\n--%b\r\n%b\r\n%b" % (boundary, lines, file.content[part.start : part.stop])

    def part_fields(self, file: File, part: range) -> list[Field]:  # RFC 9110 §15.3.7.2
        return [(b"Content-Type", file.media_type), self.content_range(file, part)]

    def content_range(self, file: File, part: range) -> Field:  # RFC 9110 §14.4
        return b"Content-Range", b"bytes %d-%d/%d" % (part.start, part.stop - 1, len(file.content))

    def unsatisfiable(self, file: File) -> Response:  # RFC 9110 §15.5.17
        fields = [(b"Content-Range", b"bytes */%d" % len(file.content)), (b"Content-Type", b"text/plain")]
        return Response(416, fields, b"416 Range Not Satisfiable: the file has %d octets\n" % len(file.content))
