"""Draws messages for properties."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.harness.case.properties import Draw

CHANGES = ("flip", "cut", "insert", "repeat")
MOST = 6  # changes of one message


@dataclass(frozen=True)
class Change:
    """A change of a message: what is done, where in hundredths of its length, and with which octet."""

    kind: str
    where: int
    value: int


def changes(draw: Draw) -> tuple[Change, ...]:
    """One change of a message or several, one after the other."""
    return tuple(draw.some(_change, 1, MOST))


def _change(draw: Draw) -> Change:
    return Change(draw.one_of(CHANGES), draw.number(0, 99), draw.number(0, 15) * 16 + draw.number(0, 15))


def changed(octets: bytes, made: tuple[Change, ...]) -> bytes:
    """The octets behind the identifier as they are after the changes."""
    for change in made:
        at = 2 + (len(octets) - 2) * change.where // 100
        octets = _after(octets, change, at)
    return octets


def _after(octets: bytes, change: Change, at: int) -> bytes:
    before, rest = octets[:at], octets[at:]
    if change.kind == "cut":
        return before
    if change.kind == "insert":
        return before + bytes([change.value]) + rest
    if change.kind == "repeat":
        return before + rest[: change.value] + rest
    return before + bytes([rest[0] ^ 1 << change.value % 8]) + rest[1:] if rest else octets


def capitals(draw: Draw) -> tuple[bool, ...]:
    """For each letter of a name, in turns, whether it is a capital."""
    return tuple(bool(draw.number(0, 1)) for _ in range(draw.number(1, 12)))
