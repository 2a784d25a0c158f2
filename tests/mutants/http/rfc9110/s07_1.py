"""Mutants for RFC 9110 §7.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_07_1_determining_the_target_resource import CONNECT_TO_AN_AUTHORITY
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(CONNECT_TO_AN_AUTHORITY)
class ServesConnectAsGet(HttpServer):
    """Answers CONNECT for a path as it does GET."""

    class targets(Targets):
        def authority_form(self, request: Request) -> None:
            if request.target.startswith(b"/"):
                self.origin_form(request)
            else:
                super().authority_form(request)

    def answer(self, request: Request) -> Response:
        if request.method == b"CONNECT" and request.path:
            return Response(200)
        return super().answer(request)
