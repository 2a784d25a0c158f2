"""Mutants for RFC 9110 §14.4, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_3_content_type_responses import CONTENT_TYPE
from conformance.http.rfc9110.test_14_1_2_byte_ranges import NO_MORE
from conformance.http.rfc9110.test_14_2_range import EXCESSIVE
from conformance.http.rfc9110.test_14_4_content_range_responses import VALID
from conformance.http.rfc9110.test_15_3_7_partial_content import EACH_PART
from conformance.http.rfc9110.test_15_5_17_range_not_satisfiable import CURRENT_LENGTH
from reference_impls.http.files import File
from reference_impls.http.ranges import Ranges
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(VALID, also=dict.fromkeys((NO_MORE, EXCESSIVE, EACH_PART), "what it says of a part is wrong"))
class CountsTheEnd(HttpServer):
    """Writes the position behind the last octet into Content-Range."""

    class ranges(Ranges):
        def content_range(self, file: File, part: range) -> Field:
            return b"Content-Range", b"bytes %d-%d/%d" % (part.start, part.stop, len(file.content))


@mutant(
    VALID,
    also={
        CONTENT_TYPE: "its 416 has no Content-Type",
        CURRENT_LENGTH: "the value that it asks for begins with the unit",
    },
)
class LeavesOutTheUnit(HttpServer):
    """Sends a Content-Range without its unit with a 416."""

    class ranges(Ranges):
        def unsatisfiable(self, file: File) -> Response:
            return Response(416, [(b"Content-Range", b"*/%d" % len(file.content))], b"416\n")
