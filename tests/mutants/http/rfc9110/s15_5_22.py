"""Mutants for RFC 9110 §15.5.22."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_5_22_upgrade_required import NAME_PROTOCOL
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(NAME_PROTOCOL)
class DoesNotSayToWhat(HttpServer):
    """Answers 426 without Upgrade."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        return self.error(426, "upgrade to something else") if response.status == 426 else response
