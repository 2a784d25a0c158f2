"""Unusual and invalid DEFLATE blocks, made bit by bit (RFC 1951 §3.2).

Bits are written as text of ``0`` and ``1``, in the order of the stream.
"""

from __future__ import annotations

HELLO = bytes.fromhex("f248cdc9c90700")  # the text "Hello", as RFC 7692 §7.2.3.1 compresses it
END_OF_BLOCK = "0000000"  # symbol 256 of the fixed code
INVALID_LENGTH = "11000110"  # symbol 286, which has no meaning
RESERVED_TYPE = "011"  # the header of a block of type 3
EMPTY = "000"  # the header of a block without compression; a sender removes what follows it (RFC 7692 §7.2.1)
INVALID_DISTANCE = "0000001" + "11110"  # a length of 3, and distance code 30, which has no meaning


def octets(*bits: str) -> bytes:
    """Return the bits as octets, padded with 0; the first bit is the lowest of its octet."""
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return bytes(int(text[at : at + 8][::-1], 2) for at in range(0, len(text), 8))


def fixed(*symbols: str, final: bool = False) -> str:
    """Return a block compressed with the fixed code."""
    return f"{final:d}10" + "".join(symbols) + END_OF_BLOCK


def literals(text: bytes) -> str:
    """Return octets below 144 as literals."""
    return "".join(f"{0b00110000 + octet:08b}" for octet in text)


def look_back(distance: int) -> str:
    """Return a copy of three octets from ``distance`` octets back (1 to 32768)."""
    code, first = 0, 1
    while first + (1 << _extra(code)) <= distance:
        first += 1 << _extra(code)
        code += 1
    extra = _extra(code)
    return f"0000001{code:05b}" + (f"{distance - first:0{extra}b}"[::-1] if extra else "")


def _extra(code: int) -> int:
    """Return how many bits follow a distance code."""
    return max(0, code // 2 - 1)


def stored(payload: bytes, *, final: bool = False, check: int | None = None) -> bytes:
    """Return an uncompressed block. Its second length is the complement of ``check``, or of the right length."""
    lengths = len(payload), 0xFFFF ^ (len(payload) if check is None else check)
    return bytes([final]) + b"".join(length.to_bytes(2, "little") for length in lengths) + payload
