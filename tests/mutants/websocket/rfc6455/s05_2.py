"""Mutants for RFC 6455 §5.2."""

from __future__ import annotations

from collections.abc import Generator

from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import (
    ANY_SEGMENTS,
    EVERY_LENGTH,
    LENGTH_BELOW_2_63,
    OWN_RESERVED_BITS,
    RESERVED_BITS,
    RESERVED_OPCODES,
    SHORTEST_LENGTH,
)
from conformance.websocket.rfc6455.test_05_4_fragmentation import JOIN
from conformance.websocket.rfc6455.test_05_5_2_ping import ANSWER_A_PING
from conformance.websocket.rfc6455.test_06_2_receiving_data import REMOVE_MASKING
from reference_impls.websocket.frames import CLOSE, DATA, Failed, Head, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(RESERVED_OPCODES)
class IgnoresReservedOpcodes(WebSocketServer):
    """Skips frames with a reserved opcode."""

    def check_opcode(self, opcode: int) -> None:
        return

    def control(self, opcode: int, payload: bytes) -> bool:
        return True if opcode > 10 else super().control(opcode, payload)

    def received(self, opcode: int, payload: bytes) -> None:
        if opcode in DATA:
            super().received(opcode, payload)


@mutant(RESERVED_BITS)
class IgnoresReservedBits(WebSocketServer):
    """Does not check the reserved bits where no extension was agreed on."""

    def check_reserved_bits(self, rsv: int, opcode: int) -> None:
        if self.deflate:
            super().check_reserved_bits(rsv, opcode)

    def inflate(self, octets: bytes) -> bytes:
        return super().inflate(octets) if self.deflate else octets


@mutant(EVERY_LENGTH, also=because("there are messages of that length", ANY_SEGMENTS, REMOVE_MASKING))
class DropsHighBits(WebSocketServer):
    """Keeps only the last 16 bits of the length of a long message."""

    def read_size(self, size: int, opcode: int) -> Generator[None, None, int]:
        size = yield from super().read_size(size, opcode)
        return size & 0xFFFF if size < 1 << 32 else size


@mutant(EVERY_LENGTH)
class KeepsTheLast32Bits(WebSocketServer):
    """Keeps the last 32 bits of a length, if any of them is set."""

    def check_size_field(self, size: int, octets: int) -> None:
        super().check_size_field(size & 0xFFFFFFFF or size, octets)

    def read_size(self, size: int, opcode: int) -> Generator[None, None, int]:
        whole = yield from super().read_size(size, opcode)
        return whole & 0xFFFFFFFF or whole


@mutant(LENGTH_BELOW_2_63)
class DropsTheFirstBit(WebSocketServer):
    """Passes over the first bit of a length of eight octets."""

    def check_size_field(self, size: int, octets: int) -> None:
        super().check_size_field(size % (1 << 63), octets)

    def read_size(self, size: int, opcode: int) -> Generator[None, None, int]:
        return (yield from super().read_size(size, opcode)) % (1 << 63)


@mutant(SHORTEST_LENGTH)
class WritesLongLengths(WebSocketServer):
    """Writes lengths below 126 with two additional octets."""

    def payload_length(self, size: int) -> bytes:
        return b"\x7e" + size.to_bytes(2) if size < 126 else super().payload_length(size)


@mutant(SHORTEST_LENGTH)
class KnowsTwoWaysOnly(WebSocketServer):
    """Writes lengths in the first octet or in eight more, never in two."""

    def payload_length(self, size: int) -> bytes:
        return b"\x7f" + size.to_bytes(8) if 126 <= size < 1 << 16 else super().payload_length(size)


@mutant(OWN_RESERVED_BITS)
class SetsReservedBits(WebSocketServer):
    """Sets a reserved bit in every Close."""

    def send_frame(self, opcode: int, payload: bytes, *, fin: bool = True, rsv: int = 0) -> None:
        super().send_frame(opcode, payload, fin=fin, rsv=1 if opcode == CLOSE else rsv)


@mutant(LENGTH_BELOW_2_63)
class WaitsForMoreThanThereIs(WebSocketServer):
    """Waits for 2**63 octets and more, with patience."""

    def check_size_field(self, size: int, octets: int) -> None:
        super().check_size_field(min(size, (1 << 63) - 1), octets)

    def check_size(self, message: Message, more: int) -> None:
        if more < 1 << 63:
            super().check_size(message, more)


@mutant(ANY_SEGMENTS, also=because("some pieces are a single octet", JOIN, ANSWER_A_PING))
class ExpectsTwoOctets(WebSocketServer):
    """Treats it as an error when only the first octet of a frame has come."""

    def read_frame_head(self) -> Generator[None, None, Head]:
        if len((yield from self.peek())) and len(self._in) < 2:
            raise Failed(1002, "half a header")
        return (yield from super().read_frame_head())
