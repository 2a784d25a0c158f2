"""Mutants for RFC 6455 §6.1."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import EVERY_LENGTH, SHORTEST_LENGTH
from conformance.websocket.rfc6455.test_05_4_fragmentation import JOIN
from conformance.websocket.rfc6455.test_05_6_data_frames import OWN_TEXT
from conformance.websocket.rfc6455.test_06_1_sending_data import LAST_HAS_FIN, ONLY_WHILE_OPEN, RIGHT_TYPE
from reference_impls.websocket.frames import BINARY, TEXT
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(ONLY_WHILE_OPEN)
class ClosesWhenAllIsDone(WebSocketServer):
    """Answers a Close when it has dealt with all that came with it."""

    closing_payload: bytes | None = None

    def closed(self, payload: bytes) -> bool:
        self.closing_payload = payload
        return True

    def read_frame(self) -> Generator[None, None, bool]:
        more = yield from super().read_frame()
        if self.closing_payload is None or self._in:
            return more
        return super().closed(self.closing_payload)


@mutant(
    RIGHT_TYPE,
    also=dict.fromkeys((SHORTEST_LENGTH, EVERY_LENGTH, JOIN, LAST_HAS_FIN), "there are empty binary messages"),
)
class SendsEmptyMessagesAsText(WebSocketServer):
    """Sends every empty message as text."""

    def send_data(self, opcode: int, payload: bytes) -> None:
        super().send_data(opcode if payload else TEXT, payload)


@mutant(RIGHT_TYPE, also={OWN_TEXT: "binary octets are no text"})
class SendsTextOnly(WebSocketServer):
    """Sends every message as text."""

    def send_data(self, opcode: int, payload: bytes) -> None:
        super().send_data(TEXT, payload)


@mutant(RIGHT_TYPE)
class SendsBinaryOnly(WebSocketServer):
    """Sends every message as binary."""

    def send_data(self, opcode: int, payload: bytes) -> None:
        super().send_data(BINARY, payload)


@mutant(LAST_HAS_FIN, also=because("there are messages of that length", SHORTEST_LENGTH, EVERY_LENGTH))
class LeavesMessagesOpen(WebSocketServer):
    """Sends messages of 65535 octets as if they went on."""

    def fragments(self, payload: bytes) -> Iterator[tuple[bytes, bool]]:
        yield payload, len(payload) != 65535
