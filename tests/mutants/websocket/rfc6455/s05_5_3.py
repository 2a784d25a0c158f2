"""Mutants for RFC 6455 §5.5.3."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID
from conformance.websocket.rfc6455.test_05_5_2_ping import ANSWER_A_PING
from conformance.websocket.rfc6455.test_05_5_3_pong import SAME_PAYLOAD, UNSOLICITED
from conformance.websocket.rfc6455.test_05_5_control_frames import UP_TO_125
from conformance.websocket.rfc6455.test_05_6_data_frames import PARTIAL
from conformance.websocket.rfc7692.test_06_framing import ONLY_DATA
from reference_impls.websocket.frames import Failed
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(SAME_PAYLOAD, also=because("a pong with another payload answers no ping", ANSWER_A_PING))
class CutsPongs(WebSocketServer):
    """Sends back the first 100 octets of a ping."""

    def pinged(self, payload: bytes) -> None:
        super().pinged(payload[:100])


@mutant(UNSOLICITED, also=because("there are pongs that nobody asked for", CONTROL_AMID, PARTIAL, UP_TO_125, ONLY_DATA))
class RefusesPongs(WebSocketServer):
    """Treats a pong without a ping as an error."""

    def ponged(self, payload: bytes) -> None:
        raise Failed(1002, "a pong without a ping")
