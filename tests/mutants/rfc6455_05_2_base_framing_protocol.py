"""Mutants for RFC 6455 §5.2."""

from __future__ import annotations

from collections.abc import Generator

from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import (
    EVERY_LENGTH,
    RESERVED_BITS,
    RESERVED_OPCODES,
    SHORTEST_LENGTH,
)
from reference_impls.websocket import WebSocketServer
from tests.mutants import mutant


@mutant(RESERVED_OPCODES)
class IgnoresReservedOpcodes(WebSocketServer):
    """Passes over frames with a reserved opcode."""

    def check_opcode(self, opcode: int) -> None:
        return

    def control(self, opcode: int, payload: bytes) -> bool:
        return True if opcode > 10 else super().control(opcode, payload)


@mutant(RESERVED_BITS)
class IgnoresReservedBits(WebSocketServer):
    """Does not look at the reserved bits."""

    def check_reserved_bits(self, rsv: int, opcode: int) -> None:
        return

    def inflate(self, octets: bytes) -> bytes:
        return octets


@mutant(EVERY_LENGTH)
class ReadsLengthsBackwards(WebSocketServer):
    """Takes the longer lengths for little-endian."""

    def read_size(self, size: int, opcode: int) -> Generator[None, None, int]:
        if size < 126:
            return size
        return int.from_bytes((yield from self.read_exactly(2 if size == 126 else 8)), "little")


@mutant(SHORTEST_LENGTH)
class WritesLongLengths(WebSocketServer):
    """Writes every length in two octets more than the first at least."""

    def payload_length(self, size: int) -> bytes:
        return b"\x7e" + size.to_bytes(2) if size < 126 else super().payload_length(size)
