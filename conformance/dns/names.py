"""Domain names: as text, as labels, and as octets. Nothing is compared without case here, and nothing is repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence

Labels = tuple[bytes, ...]

ROOT: Labels = ()
LONGEST_LABEL, LONGEST_NAME = 63, 255  # octets (RFC 1035 section 2.3.4); those of a name count lengths and the root
_PART = re.compile(r"\\([0-9]{3})|\\(.)|(\.)|([^\\.])", re.DOTALL)


def labels_of(text: str) -> Labels:
    """The labels of a name as zone files write it: ``www.example``, ``a\\.b.example``, ``\\000.example``."""
    if text in ("", "."):
        return ROOT
    labels = [bytearray()]
    for number, escaped, dot, plain in _PART.findall(text.removesuffix(".") if not text.endswith("\\.") else text):
        if dot:
            labels.append(bytearray())
        else:
            labels[-1] += bytes([int(number) & 255]) if number else (escaped or plain).encode()
    return tuple(map(bytes, labels))


def octets_of(labels: Sequence[bytes]) -> bytes:
    """The name on the wire, uncompressed; its labels may be longer than is allowed."""
    return b"".join(bytes([len(label) & 255]) + label for label in labels) + b"\0"


def text_of(labels: Sequence[bytes]) -> str:
    """The name as zone files write it, with every unusual octet escaped."""
    return ".".join("".join(map(_escaped, label)) for label in labels) or "."


def lowered(labels: Sequence[bytes]) -> Labels:
    """The name with ASCII letters in lower case, as names are compared (RFC 4343 section 3)."""
    return tuple(label.lower() for label in labels)


def wrong_with(text: str) -> str:
    """Why a text is no domain name; empty if it is one."""
    labels = labels_of(text)
    if not all(labels):
        return "it has an empty label"
    longest = max(map(len, labels), default=0)
    if longest > LONGEST_LABEL:
        return f"a label has {longest} octets, {LONGEST_LABEL} at most are allowed"
    length = sum(len(label) + 1 for label in labels) + 1
    return f"it has {length} octets, {LONGEST_NAME} at most are allowed" if length > LONGEST_NAME else ""


def _escaped(octet: int) -> str:
    if not 0x21 <= octet < 0x7F:
        return f"\\{octet:03}"
    return f"\\{chr(octet)}" if chr(octet) in '."\\();@$' else chr(octet)
