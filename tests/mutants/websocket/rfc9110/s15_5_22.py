"""Mutants for RFC 9110 §15.5.22, of handshakes."""

from __future__ import annotations

from conformance.websocket.rfc9110.test_15_5_22_upgrade_required_handshake import NAME_PROTOCOL
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import Resource
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(NAME_PROTOCOL)
class DoesNotSayWhichProtocol(WebSocketServer):
    """Answers 426 without Upgrade."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        if response.status == 426:
            response.fields = [line for line in response.fields if line[0] != b"Upgrade"]
        return response
