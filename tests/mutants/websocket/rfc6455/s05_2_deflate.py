"""Mutants for RFC 6455 §5.2, where permessage-deflate is agreed."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import RESERVED_BITS
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(RESERVED_BITS)
class LooksAtRsv1Only(WebSocketServer):
    """Does not check RSV2 and RSV3 once compression is agreed."""

    def check_reserved_bits(self, rsv: int, opcode: int) -> None:
        super().check_reserved_bits(rsv & 4 if self.deflate else rsv, opcode)
