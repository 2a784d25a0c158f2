"""Make octets and strings safe to show: escape them, shorten them, write hexdumps. Knows no protocol, does no I/O.

There is one escaper for each place where text from a target is shown: ``printable`` for the terminal, ``visible`` for
HTML (jinja2 does the rest), ``code_span`` and ``escape_markdown`` for Markdown, ``escape_for_printf`` for the shell.
"""

from __future__ import annotations

import re

_PRINTF = {octet: f"\\{octet:03o}" for octet in range(256) if not 32 <= octet < 127}
_PRINTF |= {10: "\\n", 13: "\\r", 9: "\\t", 37: "%%", 92: "\\\\", 39: "'\\''"}
_DOTS = bytes(octet if 32 <= octet < 127 else ord(".") for octet in range(256))

# Control characters except tab and line feed, invisible and bidirectional format characters, lone surrogates and
# non-characters: none can be seen, and some change how the text around them is displayed.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)

SLACK = 24
"""A text that exceeds its limit by so few characters is not cut: the remark on what was left out would be as long."""


def escape_for_printf(octets: bytes) -> str:
    """Return the octets as the format of POSIX printf(1), to be put inside single quotes."""
    text = octets.decode("latin-1").translate(_PRINTF)
    return "\\055" + text[1:] if text.startswith("-") else text  # printf would read it as an option


def printable(text: str) -> str:
    """Return the text as one line, with everything escaped that could control a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def show(octets: bytes, limit: int = 120) -> str:
    """Return the first octets as one readable, escaped line, and say how many more there are."""
    if len(octets) <= limit + SLACK:
        return repr(octets)[2:-1]
    return f"{repr(octets[:limit])[2:-1]}… {len(octets) - limit} more octets"


def hexdump(octets: bytes, limit: int = 512) -> list[str]:
    """Return lines of offset, hexadecimal octets and characters; ``*`` stands for lines equal to the one above."""
    lines: list[str] = []
    for at in range(0, min(len(octets), limit), 16):
        row = octets[at : at + 16]
        if at and row == octets[at - 16 : at] and at + 16 < min(len(octets), limit):
            lines += ["*"] if lines[-1] != "*" else []
            continue
        lines.append(f"{at:04x}  {row.hex(' '):47}  {row.translate(_DOTS).decode('ascii')}")
    return lines


def first_line(text: str, limit: int = 300) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= limit + SLACK else line[: limit - 1] + "…"


def value_text(value: object) -> str:
    """A parametrize value as a bounded line."""
    return show(value) if isinstance(value, bytes) else first_line(repr(value), 120)


def as_file_name(name: str) -> str:
    """``name`` with the characters replaced that no file name may have."""
    return name.replace("/", "_").replace(":", "_")


def visible(text: str) -> str:
    """Spell out each character that is invisible or changes how others are displayed; keep tab and line feed."""
    return _UNSEEN.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def clip(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of a text, and say how many were left out."""
    return text if len(text) <= limit + SLACK else f"{text[:limit]} … {len(text) - limit} more characters"


def code_span(text: str, limit: int = 300) -> str:
    """Return the text as a Markdown code span of one line, in which GitHub sees no markup, mention or link."""
    line = clip(" ".join(visible(text).split()), limit)
    if not line:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if "`" in (line[0], line[-1]) else ""
    # GitHub splits a table row at a bar even inside a code span, unless the bar is escaped.
    return fence + pad + line.replace("|", "\\|") + pad + fence


def escape_markdown(text: str, limit: int = 1000) -> str:
    """Escape text as Markdown prose of one line."""
    line = " ".join(clip(visible(text), limit).split())
    line = re.sub(r"([\\`*_{}\[\]()#+!|~>])", r"\\\1", line)
    return line.replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")


def plural(number: int, one: str, many: str = "") -> str:
    """Return ``1 row`` or ``2,000 rows``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def moment(started: str) -> str:
    """Return an ISO 8601 time in the form for readers: ``2026-11-20 23:40:00 UTC``."""
    return started.replace("T", " ").replace("+00:00", " UTC")
