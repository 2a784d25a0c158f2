"""Mutants for RFC 7692 §6.1."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_06_1_compression import ELSEWHERE_FAILS, NOT_ELSEWHERE, ORIGINAL_TYPE
from reference_impls.websocket.frames import CLOSE, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(NOT_ELSEWHERE)
class MarksItsCloses(WebSocketServer):
    """Sets RSV1 on the Close with which it fails a connection that compresses."""

    def send_frame(self, opcode: int, payload: bytes, *, fin: bool = True, rsv: int = 0) -> None:
        failing = opcode == CLOSE and self.deflate and payload[:2] > (1001).to_bytes(2)
        super().send_frame(opcode, payload, fin=fin, rsv=4 if failing else rsv)


@mutant(ELSEWHERE_FAILS)
class TakesRsv1Anywhere(WebSocketServer):
    """Accepts RSV1 on every frame once compression is agreed."""

    def check_reserved_bits(self, rsv: int, opcode: int) -> None:
        super().check_reserved_bits(rsv & ~4 if self.deflate else rsv, opcode)


@mutant(ORIGINAL_TYPE)
class TrustsCompressedText(WebSocketServer):
    """Does not check whether compressed texts are UTF-8."""

    def check_text(self, message: Message, octets: bytes, *, final: bool) -> None:
        if not message.compressed:
            super().check_text(message, octets, final=final)
