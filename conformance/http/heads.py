"""The head of an HTTP/1.1 response, and its field lines (RFC 9112 §4, §5).

If the head can be read in spite of a syntax error, the error is recorded in ``Response.faults``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from conformance.http.bounds import FIELDS
from conformance.http.wire import STATUS_LINE, Field, Response
from conformance.model import Endless

LOOSE_STATUS_LINE = re.compile(rb"HTTP/([0-9]{1,9})\.([0-9]{1,9})[\t ]+([0-9]{3})(?:[\t ]+([^\n]*))?[\t ]*")
CACHED_LINE = 256  # octets: shorter field lines are cached, because they often come again


class Malformed(Exception):
    """What the target sent cannot be read as an HTTP/1.x response at all."""


def parse_head(head: bytes) -> Response:
    """Parse a head, terminators included; raises ``Malformed`` if even its status cannot be read."""
    status_line, *lines = re.split(rb"\r?\n", head.rstrip(b"\r\n"))
    faults = []
    if not (match := STATUS_LINE.fullmatch(status_line)):
        faults.append(f"status-line: {status_line[:60]!r}")
        if not (match := LOOSE_STATUS_LINE.fullmatch(status_line)):
            raise Malformed(f"not a status line: {status_line[:60]!r}")
    if bare := re.search(rb"(?<!\r)\n", head):
        faults.append(f"bare-lf: {_line_up_to(head, bare.start())!r}")
    if bare := re.search(rb"\r(?!\n)", head):
        faults.append(f"bare-cr: {_line_up_to(head, bare.start())!r}")
    version = (int(match[1]), int(match[2]))
    return Response(version, int(match[3]), match[4] or b"", parse_fields(lines), head, faults=faults)


def _line_up_to(head: bytes, end: int) -> bytes:
    """Return the octet at ``end``, and up to 40 before it on its line."""
    return head[head.rfind(b"\n", 0, end) + 1 : end + 1][-41:]


def parse_fields(lines: list[bytes]) -> list[Field]:
    """Return a field for each line; a folded line is joined to the one before it (RFC 9112 §5.2), except in ``raw``."""
    require_few(lines)
    unfolded: list[bytes] = []
    for line in lines:
        if unfolded and line.startswith((b" ", b"\t")):
            unfolded[-1] += b"\r\n" + line
        else:
            unfolded.append(line)
    return [_cached_field(line) if len(line) <= CACHED_LINE else parse_field(line) for line in unfolded]


def require_few(lines: list[bytes]) -> None:
    """Raise ``Endless`` if there are more field lines than the judge takes."""
    if len(lines) > FIELDS:
        raise Endless(f"the target sent more than {FIELDS} field lines in one section")


def parse_field(line: bytes) -> Field:
    """Split at the first colon; whether the name is a token is judged by cases."""
    name, _, value = line.partition(b":")
    parts = [part.strip(b" \t") for part in value.split(b"\r\n")]  # a regular expression may take minutes for spaces
    return Field(name.lower(), b" ".join(parts).strip(b" \t"), line)


_cached_field = lru_cache(4096)(parse_field)  # a target sends most of its field lines in every response
