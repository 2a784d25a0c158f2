"""Mutants for RFC 6455 §5.6."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import ANY_SEGMENTS
from conformance.websocket.rfc6455.test_05_4_fragmentation import TYPE_OF_THE_FIRST
from conformance.websocket.rfc6455.test_05_6_data_frames import BINARY_IS_ANYTHING, OWN_TEXT, PARTIAL, TEXT_IS_UTF_8
from conformance.websocket.rfc6455.test_06_2_receiving_data import NEW_MESSAGE, REMOVE_MASKING
from conformance.websocket.rfc7692.test_07_2_2_decompression import WINDOW
from reference_impls.sansio import Wait
from reference_impls.websocket.frames import BINARY, TEXT, Failed, Head, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(TEXT_IS_UTF_8)
class RefusesNonCharacters(WebSocketServer):
    """Refuses text with a code point that is no character."""

    def received(self, opcode: int, payload: bytes) -> None:
        if opcode == TEXT and any(ord(one) & 0xFFFE == 0xFFFE for one in payload.decode()):
            raise Failed(1007, "a non-character")
        super().received(opcode, payload)


@mutant(PARTIAL)
class ChecksFragmentByFragment(WebSocketServer):
    """Requires every fragment to be UTF-8 by itself."""

    def read_data(self, head: Head, message: Message) -> Wait:
        yield from super().read_data(head, message)
        if message.opcode == TEXT:
            self.check_text(message, b"", final=True)


@mutant(OWN_TEXT)
class SendsAWordInLatin1(WebSocketServer):
    """Sends a word that it has translated as ISO 8859-1."""

    def received(self, opcode: int, payload: bytes) -> None:
        super().received(opcode, payload.replace("naïve".encode(), b"na\xefve") if opcode == TEXT else payload)


@mutant(
    BINARY_IS_ANYTHING,
    also=dict.fromkeys(
        (NEW_MESSAGE, REMOVE_MASKING, ANY_SEGMENTS, TYPE_OF_THE_FIRST, WINDOW),
        "there are binary messages that are not UTF-8",
    ),
)
class ChecksBinaryMessages(WebSocketServer):
    """Requires binary messages to be UTF-8 as well."""

    def received(self, opcode: int, payload: bytes) -> None:
        if opcode == BINARY:
            self.check_text(Message(opcode, compressed=False), payload, final=True)
        super().received(opcode, payload)
