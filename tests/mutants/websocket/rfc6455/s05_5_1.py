"""Mutants for RFC 6455 §5.5.1."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_5_1_close import (
    ANSWER_A_CLOSE,
    CLOSE_TCP,
    NO_DATA_AFTER_CLOSE,
    NOTHING_MORE,
    OWN_CODE,
    OWN_REASON,
    TAKE_A_REASON,
)
from conformance.websocket.rfc6455.test_08_1_handling_errors_in_utf_8_encoded_data import REASON_FAILS
from reference_impls.sansio import Wait
from reference_impls.websocket.frames import CLOSE, PONG, TEXT, Failed
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(ANSWER_A_CLOSE)
class AnswersNoEmptyClose(WebSocketServer):
    """Closes TCP on a Close without a payload, and says nothing."""

    def answer_close(self, code: int | None) -> None:
        if code is not None:
            super().answer_close(code)


@mutant(CLOSE_TCP)
class WaitsForTheClientToGo(WebSocketServer):
    """Leaves it to the client to close TCP after the closing handshake."""

    agreed = False

    def answer_close(self, code: int | None) -> None:
        super().answer_close(code)
        self.agreed = True

    def talk(self) -> Wait:
        yield from super().talk()
        while self.agreed:
            yield from self.read_some()


@mutant(NOTHING_MORE)
class AnswersWhatFollows(WebSocketServer):
    """Answers what follows a Close with a pong."""

    def answer_close(self, code: int | None) -> None:
        super().answer_close(code)
        if self._in:
            self.send_frame(PONG, b"late")


@mutant(NO_DATA_AFTER_CLOSE)
class TakesLeave(WebSocketServer):
    """Sends a last message after its Close."""

    def answer_close(self, code: int | None) -> None:
        super().answer_close(code)
        self.send_data(TEXT, b"bye")


@mutant(OWN_CODE)
class SendsAnyCodeBack(WebSocketServer):
    """Sends back codes of 5000 and more."""

    def check_close_code(self, code: int | None) -> None:
        if code is None or code < 5000:
            super().check_close_code(code)


@mutant(OWN_CODE)
class SendsHalfACodeBack(WebSocketServer):
    """Sends back half a code."""

    def closed(self, payload: bytes) -> bool:
        if len(payload) != 1:
            return super().closed(payload)
        self.send_frame(CLOSE, payload)
        return False


@mutant(OWN_REASON, also={REASON_FAILS: "it sends the reason back instead"})
class SendsAnyReasonBack(WebSocketServer):
    """Sends back the reason, without having decoded it."""

    def closed(self, payload: bytes) -> bool:
        code, _ = self.close_code(payload)
        self.check_close_code(code)
        self.send_frame(CLOSE, payload)
        return False


@mutant(TAKE_A_REASON)
class ReasonsInAscii(WebSocketServer):
    """Refuses reasons that are not ASCII."""

    def check_close_reason(self, reason: bytes) -> None:
        if not reason.isascii():
            raise Failed(1007, "a reason that is not ASCII")
