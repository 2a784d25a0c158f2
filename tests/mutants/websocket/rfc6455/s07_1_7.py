"""Mutants for RFC 6455 §7.1.7."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_5_1_close import NO_DATA_AFTER_CLOSE
from conformance.websocket.rfc6455.test_07_1_1_close_the_websocket_connection import AT_ONCE
from conformance.websocket.rfc6455.test_07_1_7_fail_the_websocket_connection import (
    CLOSE_TCP,
    PROCESS_NOTHING_MORE,
    SAY_WHY,
)
from conformance.websocket.rfc6455.test_07_4_1_defined_status_codes import TOO_BIG
from conformance.websocket.rfc6455.test_08_1_handling_errors_in_utf_8_encoded_data import REASON_FAILS
from conformance.websocket.rfc6455.test_10_7_handling_of_invalid_data import REFUSE_BAD_CLOSES
from reference_impls.sansio import Wait
from reference_impls.websocket.frames import BINARY, PONG, Failed
from reference_impls.websocket.server import WebSocketServer
from tests.kit.failing import RemembersFailure
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(
    SAY_WHY,
    also=because("1000 is no refusal", REFUSE_BAD_CLOSES, TOO_BIG) | {REASON_FAILS: "it calls that normal, too"},
)
class CallsEverythingNormal(WebSocketServer):
    """Closes with 1000 when it fails the connection."""

    def fail(self, reason: Failed) -> None:
        self.send_close(1000)


@mutant(PROCESS_NOTHING_MORE, also=dict.fromkeys((NO_DATA_AFTER_CLOSE, AT_ONCE), "it does not close TCP"))
class ClosesAndGoesOn(WebSocketServer):
    """Sends a Close for a reserved opcode, and goes on with the next frame."""

    def check_opcode(self, opcode: int) -> None:
        try:
            super().check_opcode(opcode)
        except Failed as reason:
            self.fail(reason)

    def received(self, opcode: int, payload: bytes) -> None:
        if opcode <= BINARY:
            super().received(opcode, payload)

    def control(self, opcode: int, payload: bytes) -> bool:
        return opcode > PONG or super().control(opcode, payload)


@mutant(CLOSE_TCP)
class KeepsTcp(RemembersFailure):
    """Sends a Close when it fails the connection, but leaves TCP open."""

    def talk(self) -> Wait:
        yield from super().talk()
        while self.has_failed:
            yield from self.read_some()
