"""Draws what clients may send over a WebSocket, as values that describe the octets."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from conformance.harness.case.properties import Draw
from conformance.websocket.wire import BINARY, CONTINUATION, PING, PONG, TEXT, UNMASKED, Frame, frame

TEXTS = (
    b"",
    b"a",
    "é".encode(),
    "κόσμε".encode(),
    "🜁".encode(),
    b"Hello",
    b"*" * 124,
    b"*" * 125,
    b"*" * 126,
    b"*" * 300,
)
OCTETS = (*TEXTS, b"\x00", b"\xff\xfe", b"\x81\x05", bytes(range(256)))


@dataclass(frozen=True)
class Step:
    """A message, cut into fragments at ``cuts``, with a control frame after each; or a control frame alone."""

    opcode: int
    payload: bytes
    cuts: tuple[int, ...] = ()
    between: int | None = None

    @property
    def octets(self) -> bytes:
        """The frames."""
        places = [0, *sorted(min(cut, len(self.payload)) for cut in self.cuts), len(self.payload)]
        parts = [self.payload[begin:end] for begin, end in itertools.pairwise(places)]
        last, amid = len(parts) - 1, frame(self.between, b"amid") if self.between else b""
        frames = [
            frame(CONTINUATION if at else self.opcode, part, fin=at == last) + (amid if at < last else b"")
            for at, part in enumerate(parts)
        ]
        return b"".join(frames)

    @property
    def messages(self) -> list[Frame]:
        """What an echo sends back for it, pongs aside."""
        return [Frame(self.opcode, self.payload)] if self.opcode in (TEXT, BINARY) else []


def step(draw: Draw) -> Step:
    """A message of any kind, or a ping or pong."""
    opcode = draw.one_of((TEXT, BINARY, TEXT, BINARY, PING, PONG))
    if opcode in (PING, PONG):
        return Step(opcode, draw.one_of(TEXTS[:8]))
    cuts = draw.some(cut, 0, 4)
    return Step(opcode, draw.one_of(TEXTS if opcode == TEXT else OCTETS), tuple(cuts), draw.one_of((None, PING, PONG)))


def cut(draw: Draw) -> int:
    """Where a message is cut: two cuts at one place leave an empty fragment between."""
    return draw.number(0, 20)


def session(draw: Draw) -> tuple[Step, ...]:
    """What a client sends, all of it legal."""
    return tuple(draw.some(step, 1, 6))


BEGUN = frame(TEXT, b"begun", fin=False, mask=bytes(4))
FAULTS = {
    "unmasked": frame(TEXT, b"Hello", mask=UNMASKED),
    "unmasked ping": frame(PING, b"", mask=UNMASKED),
    "opcode 3": frame(3, b"Hello", mask=bytes(4)),
    "opcode 15": frame(15, b"", mask=bytes(4)),
    "RSV2": frame(TEXT, b"Hello", rsv=2, mask=bytes(4)),
    "RSV3 on a pong": frame(PONG, b"", rsv=1, mask=bytes(4)),
    "a ping in fragments": frame(PING, b"Hel", fin=False, mask=bytes(4)),
    "a continuation of nothing": frame(CONTINUATION, b"lo", mask=bytes(4)),
    "a text amid another": BEGUN + frame(TEXT, b"Hello", mask=bytes(4)),
    "no UTF-8": frame(TEXT, b"\xff\xff", mask=bytes(4)),
}


def faulty_session(draw: Draw) -> tuple[tuple[Step, ...], str]:
    """Legal frames, and the name of the fault that follows them."""
    return tuple(draw.some(step, 0, 4)), draw.one_of(tuple(FAULTS))


def garbage(draw: Draw) -> bytes:
    """Octets of any kind, among which those that begin frames are frequent."""
    return draw.octets(bytes(range(16)) + bytes(range(0x7D, 0x91)) + b"\xfe\xff" + b"Hello", 1, 60)


@dataclass(frozen=True)
class Flip:
    """A legal session of which one bit is wrong."""

    steps: tuple[Step, ...]
    octet: int
    bit: int

    @property
    def octets(self) -> bytes:
        octets = bytearray(b"".join(one.octets for one in self.steps))
        octets[self.octet % len(octets)] ^= 1 << self.bit
        return bytes(octets)


def flip(draw: Draw) -> Flip:
    """A session, and the bit that is wrong in it."""
    return Flip(session(draw), draw.number(0, 99), draw.number(0, 7))
