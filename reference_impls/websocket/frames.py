"""WebSocket frames: reading and writing them, and which frames are valid (RFC 6455 §5.2 to §5.5)."""

from __future__ import annotations

import codecs
from collections.abc import Generator
from dataclasses import dataclass, field

from reference_impls.sansio import Connection, Needs
from reference_impls.websocket.deflate import Deflate

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
DATA, CONTROL = (CONTINUATION, TEXT, BINARY), (CLOSE, PING, PONG)


class Failed(Exception):
    """This end must fail the connection (§7.1.7) with this status code (§7.4.1)."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True)
class Head:
    """The header of a frame (§5.2); ``rsv`` holds RSV1 as 4, RSV2 as 2, RSV3 as 1."""

    fin: bool
    rsv: int
    opcode: int
    size: int
    key: bytes | None

    @property
    def control(self) -> bool:
        return self.opcode >= CLOSE


@dataclass
class Message:
    """A message whose last fragment has not arrived yet."""

    opcode: int
    compressed: bool
    payload: bytearray = field(default_factory=bytearray)
    fragments: int = 0
    text: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))


class Framing(Connection):
    """Reads and writes frames. Each small method is one decision that an RFC asks for."""

    masks = False
    """Whether this end masks the frames that it sends. Of the two ends, only the client does (§5.1)."""

    def __init__(self) -> None:
        super().__init__()
        self.deflate: Deflate | None = None
        self.message: Message | None = None

    # reading frames

    def read_frame_head(self) -> Generator[None, None, Head]:
        first, second = yield from self.read_exactly(2)
        fin, rsv, opcode = bool(first & 0x80), first >> 4 & 7, first & 0xF
        self.check_opcode(opcode)
        self.check_reserved_bits(rsv, opcode)
        self.check_masked(bool(second & 0x80))
        size = yield from self.read_size(second & 0x7F, opcode)
        key = (yield from self.read_exactly(4)) if second & 0x80 else None
        return Head(fin, rsv, opcode, size, key)

    def read_size(self, size: int, opcode: int) -> Generator[None, None, int]:  # §5.2: network byte order
        if size < 126:
            return size
        self.check_long_control(opcode)
        octets = yield from self.read_exactly(2 if size == 126 else 8)
        size = int.from_bytes(octets)
        self.check_size_field(size, len(octets))
        return size

    def unmask(self, head: Head, octets: bytes, at: int) -> bytes:  # §5.3: octet i by octet i modulo 4 of the key
        return mask(head.key[at % 4 :] + head.key[: at % 4], octets) if head.key else octets

    def read_up_to(self, count: int) -> Needs:
        """Read what has arrived, at least one octet and at most ``count``."""
        yield from self.peek()
        return (yield from self.read_exactly(min(count, len(self._in))))

    # which frames are valid

    def check_opcode(self, opcode: int) -> None:  # §5.2
        if opcode not in DATA + CONTROL:
            raise Failed(1002, f"opcode {opcode} is reserved")

    def check_reserved_bits(self, rsv: int, opcode: int) -> None:  # §5.2; RFC 7692 §6: RSV1 of a first fragment
        allowed = 4 if self.deflate and opcode in (TEXT, BINARY) else 0
        if rsv & ~allowed:
            raise Failed(1002, "a reserved bit that no extension defines")

    def check_masked(self, masked: bool) -> None:  # §5.1
        if masked == self.masks:
            raise Failed(1002, "a masked frame" if masked else "an unmasked frame")

    def check_long_control(self, opcode: int) -> None:  # §5.5: 125 octets at most; refuse before reading the length
        if opcode in CONTROL:
            raise Failed(1002, "a control frame of more than 125 octets")

    def check_size_field(self, size: int, octets: int) -> None:  # §5.2: as few octets as possible; the first bit is 0
        if size < (126 if octets == 2 else 1 << 16) or size >= 1 << 63:
            raise Failed(1002, "malformed payload length")

    def check_control(self, head: Head) -> None:  # §5.5
        if not head.fin:
            raise Failed(1002, "a fragmented control frame")

    def message_of(self, head: Head) -> Message:  # §5.4
        """Return the message that a data frame begins or continues."""
        if head.opcode == CONTINUATION:
            return self.continued()
        self.check_interleaved()
        self.message = Message(head.opcode, bool(head.rsv & 4))
        return self.message

    def continued(self) -> Message:  # §5.4
        if self.message is None:
            raise Failed(1002, "a continuation without a message to continue")
        self.message.fragments += 1
        return self.message

    def check_interleaved(self) -> None:  # §5.4
        if self.message is not None:
            raise Failed(1002, "a new message within a fragmented one")

    # sending

    def send_frame(self, opcode: int, payload: bytes, *, fin: bool = True, rsv: int = 0) -> None:
        key = self.masking_key()
        second = self.payload_length(len(payload))
        head = bytes([fin << 7 | rsv << 4 | opcode, second[0] | (0x80 if key else 0)]) + second[1:]
        self.send(head + key + mask(key, payload))

    def payload_length(self, size: int) -> bytes:  # §5.2: as few octets as possible
        if size < 126:
            return bytes([size])
        return b"\x7e" + size.to_bytes(2) if size < 1 << 16 else b"\x7f" + size.to_bytes(8)

    def masking_key(self) -> bytes:  # §5.1: a server does not mask
        return b""


def mask(key: bytes, octets: bytes) -> bytes:
    """Mask or unmask octets (§5.3): XOR all of them at once, as one large number."""
    if not key:
        return octets
    keys = (key * (len(octets) // 4 + 1))[: len(octets)]
    return (int.from_bytes(octets) ^ int.from_bytes(keys)).to_bytes(len(octets))
