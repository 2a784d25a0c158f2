"""Mutants for RFC 9110 §6.6.2, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_06_6_2_trailer_responses import ANNOUNCED
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(ANNOUNCED)
class AnnouncesNoTrailers(HttpServer):
    """Sends trailer fields that nothing announced."""

    class responses(Responses):
        def announce_trailers(self, request: Request, response: Response) -> list[Field]:
            return []
