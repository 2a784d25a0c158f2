"""Mutants for RFC 6455 §7.4.1."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_07_4_1_defined_status_codes import (
    LATER_CODES,
    RESERVED_CODES,
    TAKE_DEFINED_CODES,
    TOO_BIG,
)
from reference_impls.websocket.frames import Failed, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(TAKE_DEFINED_CODES)
class RefusesGoingAway(WebSocketServer):
    """Treats the code 1001 as an error."""

    def check_close_code(self, code: int | None) -> None:
        if code == 1001:
            raise Failed(1002, "who is going away?")
        super().check_close_code(code)


@mutant(TAKE_DEFINED_CODES)
class ExpectsNoClose(WebSocketServer):
    """Answers every Close with 1011, as if something unexpected had happened."""

    def answer_close(self, code: int | None) -> None:
        super().answer_close(1011)


@mutant(RESERVED_CODES)
class SendsReservedCodesBack(WebSocketServer):
    """Sends back the codes 1005, 1006 and 1015."""

    def check_close_code(self, code: int | None) -> None:
        if code not in (1005, 1006, 1015):
            super().check_close_code(code)


@mutant(LATER_CODES)
class KnowsTheRfcOnly(WebSocketServer):
    """Treats the codes that were registered after the RFC as errors."""

    def check_close_code(self, code: int | None) -> None:
        if code in (1012, 1013, 1014):
            raise Failed(1002, f"status code {code}")
        super().check_close_code(code)


@mutant(TOO_BIG)
class BlamesTheClient(WebSocketServer):
    """Closes with 1002 instead of 1009 if a message is too large."""

    def check_size(self, message: Message, more: int) -> None:
        try:
            super().check_size(message, more)
        except Failed as reason:
            raise Failed(1002, str(reason)) from None
