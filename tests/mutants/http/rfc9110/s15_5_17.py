"""Mutants for RFC 9110 §15.5.17."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_5_17_range_not_satisfiable import CURRENT_LENGTH
from reference_impls.http.files import File
from reference_impls.http.ranges import Ranges
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(CURRENT_LENGTH)
class KeepsTheLengthOf416ToItself(HttpServer):
    """Sends a 416 without Content-Range."""

    class ranges(Ranges):
        def unsatisfiable(self, file: File) -> Response:
            response = super().unsatisfiable(file)
            return Response(416, response.fields[1:], response.content)
