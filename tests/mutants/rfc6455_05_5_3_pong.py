"""Mutants for RFC 6455 §5.5.3."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_5_3_pong import SAME_PAYLOAD, UNSOLICITED
from reference_impls.websocket import WebSocketServer
from reference_impls.websocket_frames import Failed
from tests.mutants import mutant


@mutant(SAME_PAYLOAD)
class CutsPongs(WebSocketServer):
    """Sends back the first 100 octets of a ping."""

    def pinged(self, payload: bytes) -> None:
        super().pinged(payload[:100])


@mutant(UNSOLICITED)
class RefusesPongs(WebSocketServer):
    """Takes a pong that it has not asked for as an error."""

    def ponged(self, payload: bytes) -> None:
        raise Failed(1002, "a pong without a ping")
