"""Mutants for RFC 9110 §14.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_14_4_content_range import COMPLETE_LENGTH, IN_REQUESTS
from reference_impls.http.files import File
from reference_impls.http.methods import Methods
from reference_impls.http.ranges import Ranges
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(COMPLETE_LENGTH)
class KeepsTheLengthToItself(HttpServer):
    """Writes an asterisk for the complete length."""

    class ranges(Ranges):
        def content_range(self, file: File, part: range) -> Field:
            name, value = super().content_range(file, part)
            return name, value.partition(b"/")[0] + b"/*"


@mutant(IN_REQUESTS)
class RefusesContentRange(HttpServer):
    """Answers 400 to Content-Range with any method."""

    class methods(Methods):
        def partial_put(self, request: Request) -> bool:
            return bool(request.values(b"content-range"))
