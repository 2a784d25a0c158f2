"""The syntax that RFC 865 and RFC 867 recommend for texts."""

from __future__ import annotations

RECOMMENDED = frozenset(b"\r\n") | frozenset(range(0x20, 0x7F))


def is_printable(text: bytes) -> bool:
    """Whether a text has only ASCII printing characters, space, carriage return and line feed."""
    return RECOMMENDED.issuperset(text)
