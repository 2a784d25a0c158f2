"""Mutants for RFC 9110 §12.5.3."""

from __future__ import annotations

from conformance.http.rfc9110.test_12_5_3_accept_encoding import NO_CODING, NOT_IN_OTHER_415
from reference_impls.http.codings import Codings
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(NO_CODING)
class CodesForWhoeverAsks(HttpServer):
    """Sends gzip wherever there is an Accept-Encoding."""

    class codings(Codings):
        def wants_gzip(self, request: Request) -> bool:
            return bool(request.values(b"accept-encoding"))


@mutant(NOT_IN_OTHER_415)
class TellsItsCodings(HttpServer):
    """Sends Accept-Encoding with every 415."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        response.fields += [(b"Accept-Encoding", b"gzip")] if response.status == 415 else []
        return response
