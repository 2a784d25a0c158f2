"""Mutants for RFC 9110 §9.3.7."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_3_7_options import FEATURES
from reference_impls.http.methods import Methods
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(FEATURES)
class TellsNothing(HttpServer):
    """Answers OPTIONS by 204 and nothing else."""

    class methods(Methods):
        def options_of(self, resource: Resource) -> Response:
            fields = super().options_of(resource).fields
            return Response(204, [field for field in fields if field[0] != b"Allow"])
