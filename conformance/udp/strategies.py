"""Draws datagrams for properties."""

from __future__ import annotations

from conformance.harness.case.properties import Draw

PIECE = 78  # octets at the most: seven pieces are a datagram that every host must be able to receive
PIECES = 7
ODD = b"\x00\r\n\xff\x80\x1a" + bytes(range(0x20, 0x60))  # octets that text functions change, and usual ones


def datagram(draw: Draw) -> bytes:
    """From 1 to 546 octets."""
    return b"".join(draw.octets(ODD, 1, PIECE) for _ in range(draw.number(1, PIECES)))


def few_datagrams(draw: Draw) -> tuple[bytes, ...]:
    """Up to four datagrams, which are sent one after the other."""
    return tuple(draw.some(datagram, 1, 4))
