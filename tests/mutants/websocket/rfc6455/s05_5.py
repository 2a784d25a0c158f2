"""Mutants for RFC 6455 §5.5."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID
from conformance.websocket.rfc6455.test_05_5_1_close import TAKE_A_REASON
from conformance.websocket.rfc6455.test_05_5_2_ping import ANSWER_A_PING
from conformance.websocket.rfc6455.test_05_5_3_pong import SAME_PAYLOAD, UNSOLICITED
from conformance.websocket.rfc6455.test_05_5_control_frames import (
    AT_MOST_125,
    IN_ONE_FRAME,
    OWN_FIN,
    OWN_SIZE,
    UP_TO_125,
)
from reference_impls.websocket.frames import CLOSE, Failed, Head
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(AT_MOST_125)
class TakesLongControlFrames(WebSocketServer):
    """Accepts control frames of any length."""

    def check_long_control(self, opcode: int) -> None:
        return

    def pinged(self, payload: bytes) -> None:
        super().pinged(payload[:125])


@mutant(
    UP_TO_125,
    also=because(
        "there are control frames of that length", ANSWER_A_PING, UNSOLICITED, SAME_PAYLOAD, TAKE_A_REASON, CONTROL_AMID
    ),
)
class RoomFor124(WebSocketServer):
    """Refuses control frames of 125 octets."""

    def check_control(self, head: Head) -> None:
        super().check_control(head)
        if head.size > 124:
            raise Failed(1002, "a control frame of more than 124 octets")


@mutant(IN_ONE_FRAME)
class TakesFragmentedControlFrames(WebSocketServer):
    """Does not check the FIN of a control frame."""

    def check_control(self, head: Head) -> None:
        return


@mutant(OWN_SIZE)
class ExplainsAtLength(WebSocketServer):
    """Sends a Close with a reason of more than 123 octets."""

    def fail(self, reason: Failed) -> None:
        self.send_frame(CLOSE, reason.code.to_bytes(2) + str(reason).encode().ljust(124, b"."))


@mutant(OWN_FIN)
class ClosesInFragments(WebSocketServer):
    """Sends its Close as if more of it followed."""

    def send_frame(self, opcode: int, payload: bytes, *, fin: bool = True, rsv: int = 0) -> None:
        super().send_frame(opcode, payload, fin=fin and opcode != CLOSE, rsv=rsv)
