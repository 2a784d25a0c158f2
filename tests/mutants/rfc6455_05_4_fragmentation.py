"""Mutants for RFC 6455 §5.4."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_4_fragmentation import (
    CONTROL_AMID,
    JOIN,
    NOT_INTERLEAVED,
    NOTHING_TO_CONTINUE,
    OWN_FRAGMENTS,
    TYPE_OF_THE_FIRST,
)
from reference_impls.websocket import WebSocketServer
from reference_impls.websocket_frames import BINARY, TEXT, Failed, Head, Message
from tests.mutants import mutant
from tests.mutants.consequences import NO_FAILURE


@mutant(JOIN)
class RefusesEmptyFragments(WebSocketServer):
    """Refuses fragments without a payload."""

    def message_of(self, head: Head) -> Message:
        if not head.fin and not head.size:
            raise Failed(1002, "an empty fragment")
        return super().message_of(head)


@mutant(TYPE_OF_THE_FIRST)
class TakesContinuationsForText(WebSocketServer):
    """Checks that continuations are UTF-8, be the message text or binary."""

    def take_in(self, message: Message, octets: bytes) -> None:
        super().take_in(message, octets)
        if message.opcode == BINARY and message.fragments:
            self.check_text(message, octets, final=False)


@mutant(CONTROL_AMID)
class RefusesControlFramesAmidFragments(WebSocketServer):
    """Refuses control frames while a message is under way."""

    def check_control(self, head: Head) -> None:
        super().check_control(head)
        if self.message:
            raise Failed(1002, "a control frame amid fragments")


@mutant(CONTROL_AMID)
class DoesNotCloseAmidFragments(WebSocketServer):
    """Passes over a Close while a message is under way."""

    def closed(self, payload: bytes) -> bool:
        return True if self.message else super().closed(payload)


@mutant(NOTHING_TO_CONTINUE, also=NO_FAILURE)
class ContinuesNothing(WebSocketServer):
    """Takes a continuation of nothing for the beginning of a text."""

    def continued(self) -> Message:
        self.message = self.message or Message(TEXT, compressed=False)
        return super().continued()


@mutant(NOT_INTERLEAVED, also=NO_FAILURE)
class ForgetsTheFirstMessage(WebSocketServer):
    """Takes a new message amid fragments, and forgets the first one."""

    def check_interleaved(self) -> None:
        return


@mutant(OWN_FRAGMENTS)
class RepeatsTheOpcode(WebSocketServer):
    """Sends long messages in fragments that all have the opcode of the first."""

    def send_data(self, opcode: int, payload: bytes) -> None:
        if len(payload) <= 1 << 16:
            super().send_data(opcode, payload)
            return
        self.send_frame(opcode, payload[: 1 << 16], fin=False)
        self.send_frame(opcode, payload[1 << 16 :])
