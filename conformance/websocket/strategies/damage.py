"""Draws opening handshakes with something wrong in them, for properties that hold whatever a client sends."""

from __future__ import annotations

import re

from conformance.harness.case.properties import Draw
from conformance.websocket.handshake import accept_of

KEY = b"dGhlIHNhbXBsZSBub25jZQ=="
LINES = (
    b"GET {path} HTTP/1.1",
    b"Host: {host}",
    b"Upgrade: websocket",
    b"Connection: Upgrade",
    b"Sec-WebSocket-Key: " + KEY,
    b"Sec-WebSocket-Version: 13",
)
OCTETS = b"aB09+/=-_.,;:\"'\\()<>@[]{}!#$%&*^`|~? \t"  # ASCII: no RFC says how other octets of a key are read


def handshake_of(*lines: bytes) -> bytes:
    return b"".join(line + b"\r\n" for line in lines) + b"{origin}{fields}\r\n"


def damaged_handshake(draw: Draw) -> bytes:
    """Draw a handshake with up to three things wrong in its lines; it ends, so that the target can answer."""
    lines = list(LINES)
    for _ in range(draw.number(0, 3)):
        draw.one_of((drop, repeat, move, insert, remove, swap_case))(draw, lines)
    return handshake_of(*lines)


def drop(draw: Draw, lines: list[bytes]) -> None:
    if len(lines) > 2:
        del lines[draw.number(1, len(lines) - 1)]


def repeat(draw: Draw, lines: list[bytes]) -> None:
    lines.insert(draw.number(1, len(lines)), lines[draw.number(1, len(lines) - 1)])


def move(draw: Draw, lines: list[bytes]) -> None:
    line = lines.pop(draw.number(1, len(lines) - 1))
    lines.insert(draw.number(1, len(lines)), line)


def insert(draw: Draw, lines: list[bytes]) -> None:
    number = draw.number(0, len(lines) - 1)
    at = place(draw, lines[number])
    lines[number] = lines[number][:at] + draw.octets(OCTETS, 1, 2) + lines[number][at:]


def remove(draw: Draw, lines: list[bytes]) -> None:
    number = draw.number(0, len(lines) - 1)
    at = place(draw, lines[number])
    lines[number] = lines[number][:at] + re.sub(rb"^[^{]", b"", lines[number][at:])


def swap_case(draw: Draw, lines: list[bytes]) -> None:
    number = draw.number(0, len(lines) - 1)
    lines[number] = re.sub(rb"[^{}]+(?![^{]*})", lambda found: found[0].swapcase(), lines[number])


def place(draw: Draw, line: bytes) -> int:
    """Draw a place in a line, before or after any octet, but not within a placeholder."""
    places = [at for at in range(len(line) + 1) if not re.match(rb"[^{]*}", line[at:])]
    return places[draw.number(0, min(98, len(places) - 1))]


def accepts_of(octets: bytes) -> list[list[bytes]]:
    """Return the values that Sec-WebSocket-Accept may have: for each key, or for all keys joined to one list."""
    pairs = [line.partition(b":") for line in octets.split(b"\r\n")[1:]]
    keys = [value.strip(b" \t") for name, _, value in pairs if name.strip(b" \t").lower() == b"sec-websocket-key"]
    return [[accept_of(key)] for key in (*keys, *((b", ".join(keys), b",".join(keys)) if keys else ()))]
