"""SipHash-2-4: a short keyed hash, by which all servers of a set make their cookies (RFC 9018 section 6)."""

from __future__ import annotations

WORD = 0xFFFFFFFFFFFFFFFF
START = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)

State = list[int]


def siphash(message: bytes, key: bytes) -> bytes:
    """The hash of a message, eight octets. A key has sixteen; a shorter one is filled up with zeros."""
    halves = [int.from_bytes(key[at : at + 8], "little") for at in (0, 8)]
    state = [word ^ halves[number % 2] for number, word in enumerate(START)]
    padded = message + bytes(-(len(message) + 1) % 8) + bytes([len(message) & 0xFF])
    for at in range(0, len(padded), 8):
        _take(state, int.from_bytes(padded[at : at + 8], "little"))
    state[2] ^= 0xFF
    for _ in range(4):
        _mix(state)
    return (state[0] ^ state[1] ^ state[2] ^ state[3]).to_bytes(8, "little")


def _take(state: State, word: int) -> None:
    state[3] ^= word
    _mix(state)
    _mix(state)
    state[0] ^= word


def _mix(state: State) -> None:
    """One round."""
    _half(state, 0, 1, 13)
    _half(state, 2, 3, 16)
    state[0] = _turned(state[0], 32)
    _half(state, 2, 1, 17)
    _half(state, 0, 3, 21)
    state[2] = _turned(state[2], 32)


def _half(state: State, one: int, other: int, bits: int) -> None:
    state[one] = state[one] + state[other] & WORD
    state[other] = _turned(state[other], bits) ^ state[one]


def _turned(word: int, bits: int) -> int:
    return (word << bits | word >> 64 - bits) & WORD
