"""Make hostile text harmless to read: no control sequence, no reordering of what the eye sees, no end without bound."""

from __future__ import annotations

import html
import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Controls but tab and line feed, invisible and bidirectional format characters, lone surrogates, non-characters."""


def visible(text: str) -> str:
    """The text with every character that cannot be seen, or that changes how others are seen, spelled out."""
    return _UNSEEN.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def clip(text: str, limit: int) -> str:
    """At most `limit` characters of a text, and how many were left out."""
    return text if len(text) <= limit else f"{text[:limit]} … {len(text) - limit} more characters"


def markup(text: str, limit: int = 2000) -> str:
    """Hostile text as HTML, safe in an element and in a quoted attribute."""
    return html.escape(visible(clip(text, limit)))


def plural(number: int, one: str, many: str = "") -> str:
    """`1 row`, `2 rows`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def moment(started: str) -> str:
    """An ISO 8601 time, for people: `2026-11-20 23:40:00 UTC`."""
    return started.replace("T", " ").replace("+00:00", " UTC")
