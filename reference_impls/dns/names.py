"""Domain names (RFC 1035 section 3.1): sequences of labels, which may hold any octets."""

from __future__ import annotations

import re

from reference_impls.dns.errors import BadZone

Name = tuple[bytes, ...]

ROOT: Name = ()
LABEL_LIMIT, NAME_LIMIT = 63, 255
"""Octets of a label, and of a name with its length octets and the root's (RFC 1035 section 2.3.4)."""

_PART = re.compile(r"\\([0-9]{3})|\\(.)|(\.)|([^\\.])", re.DOTALL)


def lowered(name: Name) -> Name:
    """The name as it is compared: ASCII letters in either case are the same (RFC 4343 section 3)."""
    return tuple(label.lower() for label in name)


def is_within(name: Name, zone: Name) -> bool:
    """Whether a name is that of a zone, or lies below it."""
    return len(name) >= len(zone) and lowered(name[len(name) - len(zone) :]) == lowered(zone)


def length_of(name: Name) -> int:
    """Octets of the name on the wire, uncompressed."""
    return sum(len(label) + 1 for label in name) + 1


def parse(text: str, origin: Name = ROOT) -> Name:
    """Read a name as zone files have it (RFC 1035 section 5.1); without a last dot it is below ``origin``."""
    if text == "@":
        return origin
    labels, label = list[bytes](), bytearray()
    for number, escaped, dot, plain in _PART.findall("" if text == "." else text):
        if dot:
            labels.append(bytes(label))
            label = bytearray()
        else:
            label += bytes([int(number)]) if number else (escaped or plain).encode()
    is_absolute = not label
    name = (*labels, *([] if is_absolute else [bytes(label)]), *(ROOT if is_absolute else origin))
    if not all(0 < len(one) <= LABEL_LIMIT for one in name) or length_of(name) > NAME_LIMIT:
        raise BadZone(f"no domain name: {text!r}")
    return name


def shown(name: Name) -> str:
    """The name as zone files have it, with its last dot."""
    return "".join(f"{''.join(map(_shown, label))}." for label in name) or "."


def _shown(octet: int) -> str:
    if not 0x21 <= octet < 0x7F:
        return f"\\{octet:03}"
    return f"\\{chr(octet)}" if chr(octet) in '."\\();@$' else chr(octet)
