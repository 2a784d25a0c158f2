"""Names of the sections of an RFC: their order, and where they are published."""

from __future__ import annotations

import re


def section_url(document: str, number: str) -> str:
    """Return the URL of a section or an appendix of an RFC, which is named as in ids: ``rfc9112``."""
    part = f"#{'appendix' if number[:1].isalpha() else 'section'}-{number}" if is_number(number) else ""
    return f"https://www.rfc-editor.org/rfc/{document}{part}"


def is_number(name: str) -> bool:
    """Whether a section has a number; where an RFC gives none, the name of the transport stands for it."""
    return not name.islower()


def section_order(name: str) -> list[tuple[int, int, str]]:
    """Sort key that puts section 3.2 before 3.10, RFC 768 before RFC 1035, and the appendices last."""
    parts = re.findall(r"([0-9]{1,15})|([^0-9]+)", name)
    return [(0, int(number), "") if number else (1, 0, word) for number, word in parts]
