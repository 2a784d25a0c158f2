"""Mutants for RFC 6455 §5.4."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import EVERY_LENGTH
from conformance.websocket.rfc6455.test_05_4_fragmentation import (
    CONTROL_AMID,
    JOIN,
    NOT_INTERLEAVED,
    NOTHING_TO_CONTINUE,
    OWN_FRAGMENTS,
    TYPE_OF_THE_FIRST,
)
from conformance.websocket.rfc6455.test_05_5_2_ping import PROMPT
from conformance.websocket.rfc6455.test_05_5_3_pong import UNSOLICITED
from conformance.websocket.rfc6455.test_05_6_data_frames import PARTIAL
from conformance.websocket.rfc6455.test_06_2_receiving_data import NEW_MESSAGE, REMOVE_MASKING
from conformance.websocket.rfc7692.test_06_2_decompression import JOINED
from conformance.websocket.rfc7692.test_06_framing import ONLY_DATA
from conformance.websocket.robustness.test_3_large_and_many import WHOLE
from reference_impls.websocket.frames import BINARY, TEXT, Failed, Head, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(JOIN, also=because("there are empty fragments", TYPE_OF_THE_FIRST, PARTIAL, PROMPT))
class RefusesEmptyFragments(WebSocketServer):
    """Refuses fragments without a payload."""

    def message_of(self, head: Head) -> Message:
        if not head.fin and not head.size:
            raise Failed(1002, "an empty fragment")
        return super().message_of(head)


@mutant(TYPE_OF_THE_FIRST, also=because("there are continuations of binary messages", NEW_MESSAGE, JOINED))
class TakesContinuationsForText(WebSocketServer):
    """Checks that continuations are UTF-8, be the message text or binary."""

    def add_payload(self, message: Message, octets: bytes) -> None:
        super().add_payload(message, octets)
        if message.opcode == BINARY and message.fragments:
            self.check_text(message, octets, final=False)


@mutant(CONTROL_AMID, also=because("there are pings and pongs amid fragments", UNSOLICITED, PARTIAL, PROMPT, ONLY_DATA))
class RefusesControlFramesAmidFragments(WebSocketServer):
    """Refuses control frames while a message is under way."""

    def check_control(self, head: Head) -> None:
        super().check_control(head)
        if self.message:
            raise Failed(1002, "a control frame amid fragments")


@mutant(CONTROL_AMID)
class DoesNotCloseAmidFragments(WebSocketServer):
    """Skips a Close while a message is under way."""

    def closed(self, payload: bytes) -> bool:
        return True if self.message else super().closed(payload)


@mutant(NOTHING_TO_CONTINUE)
class ContinuesNothing(WebSocketServer):
    """Treats a continuation without a message as the beginning of a text."""

    def continued(self) -> Message:
        self.message = self.message or Message(TEXT, compressed=False)
        return super().continued()


@mutant(NOT_INTERLEAVED)
class ForgetsTheFirstMessage(WebSocketServer):
    """Accepts a new message in the middle of a fragmented one, and forgets the first."""

    def check_interleaved(self) -> None:
        return


@mutant(OWN_FRAGMENTS, also=dict.fromkeys((EVERY_LENGTH, REMOVE_MASKING, WHOLE), "there are messages of that length"))
class RepeatsTheOpcode(WebSocketServer):
    """Sends long messages in fragments that all have the opcode of the first."""

    def send_data(self, opcode: int, payload: bytes) -> None:
        if len(payload) <= 1 << 16:
            super().send_data(opcode, payload)
            return
        self.send_frame(opcode, payload[: 1 << 16], fin=False)
        self.send_frame(opcode, payload[1 << 16 :])
