"""Mutants for RFC 9110 §14.4, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_14_1_2_byte_ranges import NO_MORE
from conformance.http.rfc9110.test_14_4_content_range_responses import VALID
from reference_impls.http.files import File
from reference_impls.http.ranges import Ranges
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NO_MORE)
class CountsTheEnd(HttpServer):
    """Writes the position behind the last octet into Content-Range."""

    class ranges(Ranges):
        def content_range(self, file: File, part: range) -> Field:
            return b"Content-Range", b"bytes %d-%d/%d" % (part.start, part.stop, len(file.content))


@mutant(VALID)
class LeavesOutTheUnit(HttpServer):
    """Sends a Content-Range without its unit with a 416."""

    class ranges(Ranges):
        def unsatisfiable(self, file: File) -> Response:
            fields = [(b"Content-Range", b"*/%d" % len(file.content)), (b"Content-Type", b"text/plain")]
            return Response(416, fields, b"416\n")
