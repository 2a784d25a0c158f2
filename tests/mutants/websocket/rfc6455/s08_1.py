"""Mutants for RFC 6455 §8.1."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_08_1_handling_errors_in_utf_8_encoded_data import EARLY, NOT_UTF_8_FAILS
from reference_impls.websocket.frames import Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(NOT_UTF_8_FAILS)
class DoesNotCheckText(WebSocketServer):
    """Treats any octets as text."""

    def check_text(self, message: Message, octets: bytes, *, final: bool) -> None:
        return


@mutant(EARLY)
class ChecksWholeMessages(WebSocketServer):
    """Checks a text when it is complete."""

    def check_text(self, message: Message, octets: bytes, *, final: bool) -> None:
        if final:
            super().check_text(message, bytes(message.payload), final=True)
