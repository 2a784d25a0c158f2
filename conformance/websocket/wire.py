"""WebSocket frames, written and read octet for octet (RFC 6455 §5.2).

A case may write frames that break the rules. A frame that is read and breaks the rules is returned as it is, with its
header as received, so that a case can judge it.
"""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from zlib import crc32

from conformance.model import Endless
from conformance.text import show

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
NAMES = {CONTINUATION: "CONTINUATION", TEXT: "TEXT", BINARY: "BINARY", CLOSE: "CLOSE", PING: "PING", PONG: "PONG"}
RSV1, RSV2, RSV3 = 4, 2, 1
CONTROL = 0x8  # the bit of an opcode that says that it is a control frame (§5.5)
UNMASKED = b""


@dataclass(frozen=True)
class Frame:
    """A frame, or a message joined from its frames.

    Frames are equal if ``opcode``, ``payload`` (unmasked), ``fin`` and ``rsv`` are. ``head`` is the header as
    received, masking key included; ``form`` is how many octets of it held the length: 1, 3 or 9.
    """

    opcode: int
    payload: bytes = b""
    fin: bool = True
    rsv: int = 0
    masked: bool = field(default=False, compare=False)
    form: int = field(default=1, compare=False)
    size: int = field(default=-1, compare=False)  # octets of payload as declared; -1 if it was never on the wire
    head: bytes = field(default=b"", compare=False)

    @property
    def control(self) -> bool:
        return bool(self.opcode & CONTROL)

    @property
    def code(self) -> int | None:
        """The status code of a Close, if it has one (§5.5.1)."""
        return int.from_bytes(self.payload[:2]) if self.opcode == CLOSE and len(self.payload) >= 2 else None

    @property
    def reason(self) -> bytes:
        """The reason of a Close."""
        return self.payload[2:]

    def __str__(self) -> str:
        flags = ("" if self.fin else " FIN=0") + (f" RSV={self.rsv}" if self.rsv else "")
        name = NAMES.get(self.opcode, f"opcode {self.opcode}")
        if self.opcode == CLOSE and self.code is not None:
            return f"{name}{flags} {self.code} {show(self.reason, 60)}".rstrip()
        return f"{name}{flags} of {len(self.payload)} octets {show(self.payload, 40)}".rstrip()


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    rsv: int = 0,
    mask: bytes | None = None,
    length: int | None = None,
    form: int | None = None,
) -> bytes:
    """Return the octets of a frame.

    ``mask`` is the masking key; if ``None``, it is derived from the payload, so that it is the same in every
    run; ``UNMASKED`` leaves it out. ``length`` is the length to declare, if it differs from that of the payload.
    ``form`` is how many octets hold the length (1, 3 or 9), if not as few as possible.
    """
    key = crc32(b"mask", crc32(payload, opcode)).to_bytes(4) if mask is None else mask
    first = bytes([fin << 7 | rsv << 4 | opcode])
    return first + _length(len(payload) if length is None else length, form, bool(key)) + key + masked(key, payload)


def _length(length: int, form: int | None, has_key: bool) -> bytes:
    form = form or (1 if length < 126 else 3 if length < 1 << 16 else 9)
    flag = has_key << 7
    if form == 1:
        return bytes([flag | length])
    return bytes([flag | (126 if form == 3 else 127)]) + length.to_bytes(form - 1)


def masked(key: bytes, octets: bytes) -> bytes:
    """Mask, or unmask (§5.3); without a key, nothing changes."""
    if not key:
        return octets
    repeated = key * (len(octets) // 4 + 1)
    mixed = int.from_bytes(octets, "little") ^ int.from_bytes(repeated[: len(octets)], "little")
    return mixed.to_bytes(len(octets), "little")


def close_payload(code: int, reason: bytes = b"") -> bytes:
    """Return the payload of a Close (§5.5.1)."""
    return struct.pack("!H", code) + reason


class TooLarge(Endless):
    """A frame declares more octets than the limit of the reader; ``frame`` has its header."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(f"a frame of {frame.size} octets")
        self.frame = frame


class FrameReader:
    """Is fed octets and returns whole frames, in order. ``limit`` bounds the payload of each, in octets."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._octets = bytearray()
        self._reading = self._read()

    @property
    def rest(self) -> bytes:
        """The octets that belong to no whole frame."""
        return bytes(self._octets)

    def feed(self, octets: bytes) -> None:
        self._octets += octets

    def forget(self) -> None:
        """Free the octets; nothing is read any more."""
        self._octets = bytearray()
        self._reading.close()

    def next(self) -> Frame | None:
        """Return the next frame, if it is complete; raises ``TooLarge``."""
        try:
            next(self._reading)
        except StopIteration as done:
            self._reading = self._read()
            read: Frame = done.value
            return read
        return None

    def _read(self) -> Generator[None, None, Frame]:
        while len(self._octets) < 2 or len(self._octets) < self._head_size():
            yield
        head = bytes(self._octets[: self._head_size()])
        form, key, size = _form(head[1]), _key(head), _size(head)
        fin, rsv, opcode = bool(head[0] & 0x80), head[0] >> 4 & 7, head[0] & 0xF
        if size > self.limit:
            raise TooLarge(Frame(opcode, b"", fin, rsv, bool(key), form, size, head))
        while len(self._octets) < len(head) + size:
            yield
        payload = masked(key, bytes(memoryview(self._octets)[len(head) : len(head) + size]))
        del self._octets[: len(head) + size]
        return Frame(opcode, payload, fin, rsv, bool(key), form, size, head)

    def _head_size(self) -> int:
        second = self._octets[1]
        return 1 + _form(second) + (4 if second & 0x80 else 0)


class SentFrames:
    """Is fed the octets that are sent, however they are cut, and finds the frames in them.

    ``amid_message`` tells whether a message is under way, which was sent without its last fragment.
    """

    def __init__(self) -> None:
        self._begun, self._skip = b"", 0  # the octets of a frame that is not whole; how many of its payload follow
        self.amid_message = False

    @property
    def amid_frame(self) -> bool:
        """Whether a frame was sent in part."""
        return bool(self._begun or self._skip)

    def feed(self, octets: bytes) -> list[bytes]:
        """Return the payloads of the pings that are whole with these octets."""
        skipped = min(self._skip, len(octets))
        octets, at, pings = self._begun + octets[skipped:], 0, []
        self._skip -= skipped
        while head := _head_at(octets, at):
            end = at + len(head) + _size(head)
            if head[0] & 0xF in (CONTINUATION, TEXT, BINARY):
                self.amid_message = not head[0] & 0x80
            if head[0] & 0xF == PING:
                if end > len(octets):
                    break
                pings.append(masked(_key(head), octets[at + len(head) : end]))
            at = end
        self._skip += max(0, at - len(octets))
        self._begun = octets[at:]
        return pings


def one_by_one(octets: bytes) -> Iterator[bytes]:
    """Yield each frame that octets contain, and then what is no whole frame."""
    at = 0
    while head := _head_at(octets, at):
        end = at + len(head) + _size(head)
        yield octets[at:end]
        at = end
    if octets[at:]:
        yield octets[at:]


def _head_at(octets: bytes, at: int) -> bytes:
    """Return the header of the frame that begins at ``at``, or nothing if it is not whole."""
    if len(octets) < at + 2:
        return b""
    end = at + 1 + _form(octets[at + 1]) + (4 if octets[at + 1] & 0x80 else 0)
    return octets[at:end] if len(octets) >= end else b""


def _size(head: bytes) -> int:
    """Return the length of the payload that a header declares."""
    form = _form(head[1])
    return head[1] & 0x7F if form == 1 else int.from_bytes(head[2 : form + 1])


def _key(head: bytes) -> bytes:
    """Return the masking key of a header, which may have none."""
    return head[-4:] if head[1] & 0x80 else UNMASKED


def _form(second: int) -> int:
    """Return how many octets hold the length, by the first of them."""
    return {126: 3, 127: 9}.get(second & 0x7F, 1)
