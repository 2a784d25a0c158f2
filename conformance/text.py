"""Text that is safe to show: octets and strings escaped, bounded and dumped. Knows no protocol and does no I/O."""

from __future__ import annotations

_PRINTF = {octet: f"\\{octet:03o}" for octet in range(256) if not 32 <= octet < 127}
_PRINTF |= {10: "\\n", 13: "\\r", 9: "\\t", 37: "%%", 92: "\\\\", 39: "'\\''"}
_DOTS = bytes(octet if 32 <= octet < 127 else ord(".") for octet in range(256))


def escape_for_printf(octets: bytes) -> str:
    """The octets as the format of POSIX printf(1), inside single quotes."""
    text = octets.decode("latin-1").translate(_PRINTF)
    return "\\055" + text[1:] if text.startswith("-") else text  # no option of printf


def printable(text: str) -> str:
    """``text`` on one line with everything escaped that could control a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def show(octets: bytes, limit: int = 120) -> str:
    """Octets as one readable, escaped, bounded line."""
    text = repr(octets[:limit])[2:-1]
    return text + (f"… {len(octets) - limit} more octets" if len(octets) > limit else "")


def hexdump(octets: bytes, limit: int = 512) -> list[str]:
    """Lines of offset, hexadecimal octets and printable characters; ``*`` stands for rows equal to the one above."""
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
    return line if len(line) <= limit else line[: limit - 1] + "…"


def value_text(value: object) -> str:
    """A parametrize value as a bounded line."""
    return show(value) if isinstance(value, bytes) else first_line(repr(value), 120)


def as_file_name(name: str) -> str:
    """``name`` with the characters replaced that no file name may have."""
    return name.replace("/", "_").replace(":", "_")
