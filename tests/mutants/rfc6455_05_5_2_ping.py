"""Mutants for RFC 6455 §5.5.2."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_5_2_ping import ANSWER_A_PING
from reference_impls.websocket import WebSocketServer
from tests.mutants import mutant


@mutant(ANSWER_A_PING)
class AnswersNoPing(WebSocketServer):
    """Does not answer pings."""

    def pinged(self, payload: bytes) -> None:
        return
