"""HTTP/1.1 responses as values, together with their raw octets; ``reader.py`` creates them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

STATUS_LINE = re.compile(rb"HTTP/([0-9])\.([0-9]) ([0-9]{3}) ([\t \x21-\x7e\x80-\xff]*)")
TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field line as received; ``raw`` has no line terminator."""

    name: bytes  # lower case
    value: bytes
    raw: bytes

    def __hash__(self) -> int:
        """The hash of ``raw``, which determines the rest; bytes keep their hash, so it is computed once."""
        return hash(self.raw)


class Answer:
    """What the target did when it had to answer: a ``Response``, or ``Closed``, ``Silent`` or ``Garbage``."""

    status: int | None
    content: bytes

    @property
    def persists(self) -> bool:
        """Whether the target says that the connection stays open (RFC 9112 §9.3)."""
        return False

    def values(self, name: str) -> list[bytes]:
        """Return the value of each field line of that name, in order."""
        return []

    def members(self, name: str) -> list[bytes]:
        """Return the non-empty members of a list field over all its lines (RFC 9110 §5.6.1), in lower case."""
        parts = b",".join(self.values(name)).split(b",")
        return [part.strip(b" \t").lower() for part in parts if part.strip(b" \t")]


class NoAnswer(Answer):
    """No whole response came."""

    status = None
    content = b""


@dataclass(frozen=True)
class Closed(NoAnswer):
    """The target ended the connection, by ``FIN`` or ``RST``, without a whole answer; ``partial`` is what it sent.

    ``lacks`` is what the answer needs to be complete, if its head came.
    """

    how: str
    partial: bytes = field(default=b"", compare=False)
    lacks: str = field(default="", compare=False)


@dataclass(frozen=True)
class Silent(NoAnswer):
    """No whole answer came within the patience; ``partial`` and ``lacks`` as for ``Closed``."""

    partial: bytes = field(default=b"", compare=False)
    lacks: str = field(default="", compare=False)


@dataclass(frozen=True)
class Garbage(NoAnswer):
    """What came is not HTTP/1.x, or did not end."""

    why: str
    partial: bytes = field(default=b"", compare=False)


@dataclass(eq=False)
class Response(Answer):
    """One response. It is an answer as soon as its head has come, even if content is ``missing``.

    ``framing`` says what ends its content: length, chunked, close, unknown (Content-Length is no number), or none.
    """

    version: tuple[int, int]
    status: int
    reason: bytes
    fields: list[Field]
    head: bytes
    content: bytes = b""
    framing: str = "none"
    trailers: list[Field] = field(default_factory=list)
    interim: list[Response] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    request: bytes = b""  # the first line of the request that it answers
    received: float = 0.0  # time of day, seconds
    body: bytes = b""  # the beginning of a chunked body, as received
    number: int = 1  # which final response on its connection it is, or belongs to
    certain: bool = True  # whether it certainly began where the one before it ended
    missing: str = ""  # why its content is not whole: FIN, RST, silence, or what is malformed
    sent: bytes = b""  # the octets that had been sent on its connection, bounded
    harmless: bool = False  # whether it answers one of the plain requests that the linter sends
    followed: bytes | None = None  # the octets after it, which should be none; ``None`` if that was not observed

    def values(self, name: str) -> list[bytes]:
        """Return the value of each field line of that name, in order."""
        return values(self.fields, name)

    def is_of(self, kind: str) -> bool:
        """Whether its status is ``kind`` (``204``), or of the class ``kind`` (``1xx``)."""
        return str(self.status) == kind or f"{self.status // 100}xx" == kind

    def add_fault(self, kind: str, seen: bytes) -> None:
        """Record a syntax error; of each kind the first is enough, for a target may repeat it without end."""
        if not any(fault.startswith(f"{kind}:") for fault in self.faults):
            self.faults.append(f"{kind}: {seen!r}")

    @property
    def persists(self) -> bool:
        """Whether the target says that the connection stays open (RFC 9112 §9.3)."""
        options = self.members("Connection")
        if b"close" in options or self.framing == "close" or self.missing:
            return False
        return self.version >= (1, 1) or b"keep-alive" in options

    def __repr__(self) -> str:
        line = self.head.partition(b"\n")[0].rstrip(b"\r")
        return f"<{line.decode('latin-1')!r}, {len(self.content)} octets of content>"


def values(fields: Iterable[Field], name: str) -> list[bytes]:
    """Return the value of each field line of that name, in order, ignoring case (RFC 9110 §5.1)."""
    wanted = name.lower().encode("ascii")
    return [line.value for line in fields if line.name == wanted]


def is_final(response: Response) -> bool:
    """Whether it is the final response to its request (RFC 9110 §15)."""
    return response.status >= 200


def is_interim(response: Response) -> bool:
    """Whether another HTTP response to the same request follows (RFC 9110 §15): not so after 101."""
    return 100 <= response.status < 200 and response.status != 101
