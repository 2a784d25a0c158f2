"""Mutants for RFC 9110 §15.3.7."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_3_7_partial_content import (
    BOUNDARY,
    CONTENT_RANGE,
    EACH_PART,
    EACH_TYPE,
    FIELDS,
    METADATA,
    NO_OTHERS,
    NOT_AT_THE_TOP,
    NOT_FOR_ONE,
    ORDER,
)
from reference_impls.http.files import File
from reference_impls.http.ranges import NEEDED_WITH_IF_RANGE, Ranges
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(FIELDS)
class ForgetsFields(HttpServer):
    """Sends a 206 without ETag, Cache-Control and the like."""

    class ranges(Ranges):
        def partial_fields(self, request: Request, whole: Response) -> list[Field]:
            return [field for field in super().partial_fields(request, whole) if field[0] not in NEEDED_WITH_IF_RANGE]


@mutant(METADATA)
class ForgetsMetadata(HttpServer):
    """Sends a 206 without Content-Type and Last-Modified, whether there is If-Range or not."""

    class ranges(Ranges):
        def partial_fields(self, request: Request, whole: Response) -> list[Field]:
            return [field for field in whole.fields if field[0] in NEEDED_WITH_IF_RANGE]


@mutant(NO_OTHERS)
class RepeatsMetadata(HttpServer):
    """Sends a 206 with Content-Type and Last-Modified, whether there is If-Range or not."""

    class ranges(Ranges):
        def partial_fields(self, request: Request, whole: Response) -> list[Field]:
            return list(whole.fields)


@mutant(CONTENT_RANGE)
class ForgetsContentRange(HttpServer):
    """Sends a single part without Content-Range."""

    class ranges(Ranges):
        def one_part(self, fields: list[Field], file: File, part: range) -> Response:
            response = super().one_part(fields, file, part)
            response.fields = [field for field in response.fields if field[0] != b"Content-Range"]
            return response


@mutant(NOT_FOR_ONE)
class SendsOnePartAsMany(HttpServer):
    """Sends a single range as multipart/byteranges."""

    class ranges(Ranges):
        def one_part(self, fields: list[Field], file: File, part: range) -> Response:
            return self.multipart(fields, file, [part])


@mutant(BOUNDARY)
class ForgetsTheBoundary(HttpServer):
    """Does not say what separates the parts."""

    class ranges(Ranges):
        def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
            response = super().multipart(fields, file, parts)
            response.fields[-1] = (b"Content-Type", b"multipart/byteranges")
            return response


@mutant(BOUNDARY)
class EndsLinesOfPartsInLf(HttpServer):
    """Ends the delimiter and the fields of each part in LF."""

    class ranges(Ranges):
        def body_part(self, boundary: bytes, file: File, part: range) -> bytes:
            head, _, content = super().body_part(boundary, file, part).partition(b"\r\n\r\n")
            return head.replace(b"\r\n", b"\n") + b"\n\n" + content


@mutant(NOT_AT_THE_TOP)
class SaysARangeOfAll(HttpServer):
    """Sends Content-Range beside the parts."""

    class ranges(Ranges):
        def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
            response = super().multipart(fields, file, parts)
            response.fields.append(self.content_range(file, parts[0]))
            return response


@mutant(EACH_PART)
class EndsPartsWithALine(HttpServer):
    """Ends each part with an empty line of its own."""

    class ranges(Ranges):
        def body_part(self, boundary: bytes, file: File, part: range) -> bytes:
            return super().body_part(boundary, file, part) + b"\r\n"


@mutant(EACH_TYPE)
class ForgetsTheTypeOfParts(HttpServer):
    """Sends parts without Content-Type."""

    class ranges(Ranges):
        def part_fields(self, file: File, part: range) -> list[Field]:
            return [self.content_range(file, part)]


@mutant(ORDER)
class TurnsPartsAround(HttpServer):
    """Sends the last part first."""

    class ranges(Ranges):
        def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
            return super().multipart(fields, file, parts[::-1])
