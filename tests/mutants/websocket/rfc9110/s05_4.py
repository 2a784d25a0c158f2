"""Mutants for RFC 9110 §5.4, of handshakes."""

from __future__ import annotations

from collections.abc import Sequence

from conformance.websocket.rfc9110.test_05_4_field_limits_handshake import TOO_LARGE
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field
from reference_impls.sansio import Eof
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(TOO_LARGE)
class HangsUpOnLargeHeads(WebSocketServer):
    """Closes the connection, and says nothing, where a handshake has many fields or a long one."""

    def shake_hands(self, request: Request) -> Response:
        if len(request.fields) > 900 or any(len(value) > 7000 for _, value in request.fields):
            raise Eof
        return super().shake_hands(request)

    def error(self, status: int, reason: str, fields: Sequence[Field] = ()) -> Response:
        if status == 431:
            raise Eof
        return super().error(status, reason, fields)
