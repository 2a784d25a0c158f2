"""The challenges of WWW-Authenticate (RFC 9110 §11.3), read as far as they follow the grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from conformance.http.grammar import CHALLENGE, QUOTED_STRING, TOKEN, members
from conformance.http.wire import Response

_PARAMETER = re.compile(rb"(%b)([ \t]*)=([ \t]*)(%b|%b)" % (TOKEN, TOKEN, QUOTED_STRING))
_TOKEN68 = re.compile(rb"[A-Za-z0-9._~+/-]+=*")
_BEGINNING = re.compile(rb"(%b)(?: +(.*))?" % TOKEN, re.DOTALL)


@dataclass(frozen=True)
class Parameter:
    """A parameter of a challenge; ``name`` is in lower case, ``value`` has its quotation marks."""

    name: bytes
    value: bytes
    spaced: bool  # whether there is whitespace around the equals sign


@dataclass
class Challenge:
    """An authentication scheme, in lower case, and its parameters."""

    scheme: bytes
    parameters: list[Parameter] = field(default_factory=list)


@dataclass
class Challenges:
    """The challenges that could be read, and the first list member that is neither a challenge nor a parameter."""

    read: list[Challenge] = field(default_factory=list)
    malformed: bytes = b""


def challenges_of(response: Response) -> Challenges:
    """Return the challenges of all lines of WWW-Authenticate, which are one list (RFC 9110 §5.3)."""
    return _read(b",".join(response.values("WWW-Authenticate")))


def begins_a_challenge(response: Response) -> bool:
    """Whether a line has the beginning of a challenge; a 401 without one breaks RFC 9110 §15.5.2."""
    return any(CHALLENGE.match(value) for value in response.values("WWW-Authenticate"))


@cache
def _read(value: bytes) -> Challenges:
    """Read a list of challenges, up to the first member that does not follow the grammar."""
    found = Challenges()
    for member in filter(None, members(value)):
        if not _add(found.read, member):
            found.malformed = member
            break
    return found


def _add(read: list[Challenge], member: bytes) -> bool:
    """Add a challenge, or a parameter of the last one; return whether the member is either."""
    if match := _PARAMETER.fullmatch(member):
        if read:
            read[-1].parameters.append(_parameter(match))
        return bool(read)
    beginning = _BEGINNING.fullmatch(member)
    rest = beginning[2] or b"" if beginning else b""
    match = _PARAMETER.fullmatch(rest)
    if not beginning or not (not rest or match or _TOKEN68.fullmatch(rest)):
        return False
    read.append(Challenge(beginning[1].lower(), [_parameter(match)] if match else []))
    return True


def _parameter(match: re.Match[bytes]) -> Parameter:
    return Parameter(match[1].lower(), match[4], bool(match[2] or match[3]))
