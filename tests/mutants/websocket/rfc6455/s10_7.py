"""Mutants for RFC 6455 §10.7."""

from __future__ import annotations

from collections.abc import Generator

from conformance.websocket.rfc6455.test_10_7_handling_of_invalid_data import (
    REFUSE_BAD_CLOSES,
    REFUSE_LONG_LENGTHS,
    STATUS,
)
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Malformed
from reference_impls.websocket.frames import Failed
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(REFUSE_LONG_LENGTHS)
class TakesLongLengths(WebSocketServer):
    """Accepts a length in more octets than it needs."""

    def check_size_field(self, size: int, octets: int) -> None:
        if size >= 1 << 63:
            raise Failed(1002, "malformed payload length")


@mutant(REFUSE_BAD_CLOSES)
class TakesBadCodesForNormal(WebSocketServer):
    """Answers a Close with 1000, whatever code it has."""

    def check_close_code(self, code: int | None) -> None:
        return

    def answer_close(self, code: int | None) -> None:
        super().answer_close(1000)


@mutant(STATUS)
class HangsUpOnBadHandshakes(WebSocketServer):
    """Closes the connection where a field of the handshake is malformed, without an answer."""

    def shake_hands(self, request: Request) -> Response:
        try:
            return super().shake_hands(request)
        except Malformed:
            raise Refused(0, "hang up") from None

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        return (yield from super().refuse(status, reason)) if status else False
