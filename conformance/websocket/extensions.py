"""The Sec-WebSocket-Extensions field, read strictly (RFC 6455 §9.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conformance.http.grammar import QUOTED_STRING, TOKEN

_PARAMETER = rb"[ \t]*;[ \t]*(%b)(?:[ \t]*=[ \t]*(%b|%b))?" % (TOKEN, TOKEN, QUOTED_STRING)
_EXTENSION = re.compile(rb"[ \t]*(%b)((?:%b)*)[ \t]*" % (TOKEN, _PARAMETER))
_MEMBERS = re.compile(rb'(?:"(?:[^"\\]|\\.)*"|[^,"])+', re.DOTALL)


@dataclass(frozen=True)
class Extension:
    """One extension with its parameters in order; a parameter without a value has ``None``."""

    name: bytes
    parameters: tuple[tuple[bytes, bytes | None], ...] = ()

    def get(self, name: bytes) -> bytes | None:
        """Return the value of a parameter; ``None`` if it has none or is absent."""
        return next((value for parameter, value in self.parameters if parameter == name), None)

    def __contains__(self, name: bytes) -> bool:
        """Whether the parameter is there."""
        return any(parameter == name for parameter, _ in self.parameters)


class BadExtensions(ValueError):
    """The field does not have the grammar of RFC 6455 §9.1."""


def parse_extensions(lines: Sequence[bytes]) -> list[Extension]:
    """The extensions on all the lines of the field, in order; raises ``BadExtensions``."""
    members = [member for line in lines for member in _MEMBERS.findall(line) if member.strip(b" \t")]
    return [_extension(member) for member in members]


def _extension(member: bytes) -> Extension:
    if not (match := _EXTENSION.fullmatch(member)):
        raise BadExtensions(f"malformed extension {member[:60]!r}")
    found = re.findall(_PARAMETER, match[2])
    return Extension(match[1], tuple((name, _value(value)) for name, value, *_ in found))


def _value(written: bytes) -> bytes | None:
    if written.startswith(b'"'):
        return re.sub(rb"\\(.)", rb"\1", written[1:-1], flags=re.DOTALL)
    return written or None
