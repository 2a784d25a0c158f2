"""The field lines that every request needs according to the user: ``--cap 'fields=Authorization: Bearer x'``."""

from __future__ import annotations

import re

_HEAD = re.compile(rb".*?(?:\r?\n\r?\n|\Z)", re.DOTALL)
_HOST_LINE = rb"(?im)^Host:[^\n]*\n(?:[ \t][^\n]*\n)*"  # with the lines that continue it
_HOST = re.compile(_HOST_LINE)
_OWN_HOST = re.compile(_HOST_LINE.replace(rb"[^\n]*", rb"[ \t]*\{host\}[ \t]*\r?", 1))


def lines_of(capability: str) -> list[bytes]:
    """Return the field lines, without their ends, of a text that has one on each line."""
    lines = [line.strip() for line in capability.replace("\\n", "\n").splitlines()]
    return [line.encode("latin-1") for line in lines if line]


def with_fields(octets: bytes, lines: list[bytes]) -> bytes:
    """Return requests, whose placeholders are still to be replaced, with these field lines behind each Host line.

    A request keeps its own field of a name. The first head may have any Host. In what follows, only the placeholder
    counts: a request within content must keep its length, and cases replace its placeholders before they measure it.
    """
    if not lines:
        return octets
    heads = [match[0] for match in _HEAD.finditer(octets)]
    first = _with_fields(heads[0], _HOST, lines)
    return first + b"".join(_with_fields(head, _OWN_HOST, lines) for head in heads[1:])


def _with_fields(head: bytes, host: re.Pattern[bytes], lines: list[bytes]) -> bytes:
    if not (match := host.search(head)):
        return head
    end = b"\r\n" if match[0].endswith(b"\r\n") else b"\n"
    added = b"".join(line + end for line in lines if not _has_field(head, line.partition(b":")[0]))
    return head[: match.end()] + added + head[match.end() :]


def _has_field(head: bytes, name: bytes) -> bool:
    return re.search(rb"(?im)^%b[ \t]*:" % re.escape(name.strip()), head) is not None
