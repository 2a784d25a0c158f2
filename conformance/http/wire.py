"""HTTP/1.1 responses, read octet for octet (RFC 9112).

The reader goes on where a strict one would stop, so that what follows can still be judged, but it repairs nothing
silently: what it had to overlook is kept in ``Response.faults``, with the raw octets, for the cases on response syntax.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, field

HEAD_LIMIT = 256 * 1024  # octets of a head, or of a line, before we call it endless
STATUS_LINE = re.compile(rb"HTTP/([0-9])\.([0-9]) ([0-9]{3}) ([\t \x21-\x7e\x80-\xff]*)")
LOOSE_STATUS_LINE = re.compile(rb"HTTP/([0-9]{1,9})\.([0-9]{1,9})[\t ]+([0-9]{3})(?:[\t ]+([^\r\n]*))?[\t ]*")
TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})(?:[\t ]*;[^\r\n]*)?")

Octets = Generator[None, None, bytes]


class Malformed(Exception):
    """What the target sent cannot be read as an HTTP/1.x response at all."""


@dataclass(frozen=True)
class Field:
    """A field line as received; ``raw`` has no line terminator."""

    name: bytes  # lower case
    value: bytes
    raw: bytes


class Answer:
    """What the target did when an answer was due: a ``Response``, or one of ``Closed``, ``Silent`` and ``Garbage``."""

    status: int | None
    content: bytes

    @property
    def persists(self) -> bool:
        """Whether the target says that the connection stays open (RFC 9112 §9.3)."""
        return False

    def values(self, name: str) -> list[bytes]:
        """The value of each field line of that name, in order."""
        return []

    def members(self, name: str) -> list[bytes]:
        """The members of a list field over all its lines (RFC 9110 §5.6.1), lower case, empty ones left out."""
        parts = b",".join(self.values(name)).split(b",")
        return [part.strip(b" \t").lower() for part in parts if part.strip(b" \t")]


class NoAnswer(Answer):
    """Whatever came, it is no whole response."""

    status = None
    content = b""


@dataclass(frozen=True)
class Closed(NoAnswer):
    """The target ended the connection, by ``FIN`` or ``RST``, without a whole answer; ``partial`` is what it had sent."""

    how: str
    partial: bytes = field(default=b"", compare=False)


@dataclass(frozen=True)
class Silent(NoAnswer):
    """No whole answer came within the patience; ``partial`` is what had come of it."""

    partial: bytes = field(default=b"", compare=False)


@dataclass(frozen=True)
class Garbage(NoAnswer):
    """What came is not HTTP/1.x, or did not end."""

    why: str
    partial: bytes = field(default=b"", compare=False)


@dataclass(eq=False)
class Response(Answer):
    """One response. ``framing`` tells what ended its content: length, chunked, close, or none."""

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

    def values(self, name: str) -> list[bytes]:
        """The value of each field line of that name, in order."""
        wanted = name.lower().encode("ascii")
        return [line.value for line in self.fields if line.name == wanted]

    @property
    def persists(self) -> bool:
        """Whether the target says that the connection stays open (RFC 9112 §9.3)."""
        options = self.members("Connection")
        if b"close" in options or self.framing == "close":
            return False
        return self.version >= (1, 1) or b"keep-alive" in options

    def __repr__(self) -> str:
        line = self.head.partition(b"\n")[0].rstrip(b"\r")
        return f"<{line.decode('latin-1')!r}, {len(self.content)} octets of content>"


class ResponseReader:
    """Feed it octets; it gives whole responses, in order. ``feed(b"")`` tells it that the stream has ended."""

    def __init__(self) -> None:
        self._octets, self._eof = bytearray(), False
        self._request = b""
        self._reading: Generator[None, None, Response] | None = None

    @property
    def started(self) -> bool:
        """Whether octets are there that no whole response has used."""
        return bool(self._octets) or self._reading is not None

    @property
    def rest(self) -> bytes:
        return bytes(self._octets)

    def feed(self, octets: bytes) -> None:
        self._octets += octets
        self._eof |= not octets

    def next(self, request: bytes) -> Response | None:
        """The next response, if it is complete; raises ``Malformed``. ``request`` is the line that it answers."""
        if self._reading is None:
            if not self._octets:
                return None
            self._reading = self._read(request)
        try:
            next(self._reading)
        except StopIteration as done:
            self._reading = None
            response: Response = done.value
            return response
        except (Malformed, _Ended):
            self._reading = None
            raise
        return None

    def _read(self, request: bytes) -> Generator[None, None, Response]:
        response = parse_head((yield from self._head()))
        response.request = request
        method = request.partition(b" ")[0]
        if method == b"HEAD" or response.status < 200 or response.status in (204, 304):
            return response
        if method == b"CONNECT" and 200 <= response.status < 300:
            return response
        yield from self._content(response)
        return response

    def _head(self) -> Octets:
        seen = 0
        while not (end := _HEAD_END.search(self._octets, max(0, seen - 4))):
            if not b"HTTP/".startswith(self._octets[:5]) and not self._octets.startswith(b"HTTP/"):
                raise Malformed("not a status line")
            if len(self._octets) > HEAD_LIMIT:
                raise Malformed(f"no end of the field section within {HEAD_LIMIT} octets")
            seen = len(self._octets)
            yield from self._more()
        return self._take(end.end())

    def _content(self, response: Response) -> Generator[None, None, None]:
        codings, lengths = response.members("Transfer-Encoding"), response.values("Content-Length")
        if codings and codings[-1] == b"chunked":
            response.framing = "chunked"
            yield from self._chunked(response)
        elif codings or not lengths:
            response.framing = "close"
            response.content = yield from self._to_the_end()
        elif not lengths[0].isdigit() or len(lengths[0]) > 18:
            raise Malformed("the Content-Length is no number")
        else:
            response.framing = "length"
            response.content = yield from self._exactly(int(lengths[0]))

    def _chunked(self, response: Response) -> Generator[None, None, None]:
        content = bytearray()
        while True:
            line = yield from self._line(response)
            if not (size := _CHUNK_SIZE.fullmatch(line)):
                raise Malformed(f"not a chunk size: {line[:40]!r}")
            if not int(size[1], 16):
                break
            content += yield from self._exactly(int(size[1], 16))
            if (yield from self._line(response)):
                raise Malformed("chunk data longer than its size")
        while line := (yield from self._line(response)):
            response.trailers.append(parse_field(line))
        response.content = bytes(content)

    def _line(self, response: Response) -> Octets:
        while (end := self._octets.find(b"\n")) < 0:
            if len(self._octets) > HEAD_LIMIT:
                raise Malformed(f"no end of a line within {HEAD_LIMIT} octets")
            yield from self._more()
        line = self._take(end + 1)
        if not line.endswith(b"\r\n"):
            response.faults.append("bare LF in the chunked coding")
        return line.rstrip(b"\r\n") if line.endswith(b"\r\n") else line[:-1]

    def _exactly(self, count: int) -> Octets:
        while len(self._octets) < count:
            yield from self._more()
        return self._take(count)

    def _to_the_end(self) -> Octets:
        while not self._eof:
            yield
        return self._take(len(self._octets))

    def _more(self) -> Generator[None, None, None]:
        if self._eof:
            raise _Ended
        yield

    def _take(self, count: int) -> bytes:
        taken = bytes(self._octets[:count])
        del self._octets[:count]
        return taken


class _Ended(Exception):
    """The stream ended within a response."""


Incomplete = _Ended


def parse_head(head: bytes) -> Response:
    """Read a head, terminators included; raises ``Malformed`` where even its status cannot be read."""
    status_line, *lines = re.split(rb"\r?\n", head.rstrip(b"\r\n"))
    faults = []
    if not (match := STATUS_LINE.fullmatch(status_line)):
        faults.append("status line")
        if not (match := LOOSE_STATUS_LINE.fullmatch(status_line)):
            raise Malformed(f"not a status line: {status_line[:60]!r}")
    if re.search(rb"(?<!\r)\n", head):
        faults.append("bare LF")
    if re.search(rb"\r(?!\n)", head):
        faults.append("bare CR")
    version = (int(match[1]), int(match[2]))
    fields = [parse_field(line) for line in lines]
    return Response(version, int(match[3]), match[4] or b"", fields, head, faults=faults)


def parse_field(line: bytes) -> Field:
    """Split at the first colon; whether the name is a token is for the linter to say."""
    name, _, value = line.partition(b":")
    return Field(name.lower(), value.strip(b" \t"), line)
