"""HTTP/1.1 responses, read octet for octet (RFC 9112).

The reader goes on after a syntax error if it can, so that what follows can still be judged. It records each error it
accepts in ``Response.faults``, for the cases on response syntax. A fault is a kind, a colon, and what was seen.
"""

from __future__ import annotations

import re
from collections.abc import Generator

from conformance.harness.net.bounds import ECHOED
from conformance.http.bounds import CHUNKS, HEAD_LIMIT, KEPT_OF_A_BODY
from conformance.http.buffer import Buffer, Incomplete, Octets
from conformance.http.grammar import QUOTED_STRING, TOKEN
from conformance.http.heads import Malformed, parse_fields, parse_head, require_few
from conformance.http.wire import Response
from conformance.model import Endless

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LOOSE_CHUNK = re.compile(rb"[\t ]*0*([0-9A-Fa-f]{1,15})[\t ]*(;.*)?", re.DOTALL)
_CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]+(?:;|$)")
_CHUNK_EXTENSIONS = re.compile(rb"(?:;%b(?:=(?:%b|%b))?)*" % (TOKEN, TOKEN, QUOTED_STRING))
NO_NUMBER = "the Content-Length is no number"

LACKS = {
    "chunked": "the last chunk, of size 0",
    "length": "all octets that Content-Length announces",
    "close": "the end of the connection, as it has neither Content-Length nor Transfer-Encoding",
}


class ResponseReader:
    """Reads whole responses, in order, from the octets that ``feed`` adds; ``feed(b"")`` says that the stream ended.

    ``partial`` is a response whose head has come, but not yet all its content.
    """

    def __init__(self) -> None:
        self._arrived = Buffer()
        self._reading: Generator[None, None, Response] | None = None
        self._number, self._certain = 1, True
        self.partial: Response | None = None

    @property
    def started(self) -> bool:
        """Whether octets have come that belong to no whole response."""
        return bool(self._arrived.octets) or self._reading is not None

    @property
    def rest(self) -> bytes:
        return bytes(self._arrived.octets)

    @property
    def lacks(self) -> str:
        """What is missing of the response whose head has come; an empty text if there is no such response."""
        return LACKS.get(self.partial.framing, "") if self.partial else ""

    def feed(self, octets: bytes) -> None:
        self._arrived.feed(octets)

    def forget(self) -> None:
        """Free the octets; nothing is read any more."""
        self._arrived, self._reading, self.partial = Buffer(), None, None

    def next(self, request: bytes) -> Response | None:
        """Return the next response if it is complete; raises ``Malformed`` and ``Endless``.

        ``request`` is the line that it answers.
        """
        if self._reading is None:
            if not self._arrived.octets:
                return None
            self._reading = self._read(request)
        try:
            next(self._reading)
        except StopIteration as done:
            self._reading = self.partial = None
            return self._count(done.value)
        except (Malformed, Incomplete, Endless):
            self._reading = None
            raise
        return None

    def cut_off(self, how: str) -> Response | None:
        """Give up the rest of a response whose head has come; return it with what came of its content."""
        response, self._reading, self.partial = self.partial, None, None
        if response is not None:
            response.missing = how
            response.content = self._arrived.take(len(self._arrived.octets)) if response.framing == "length" else b""
        return response

    def _count(self, response: Response) -> Response:
        """Number the responses; after HEAD or CONNECT it is not certain where the next one begins."""
        response.missing = NO_NUMBER if response.framing == "unknown" else ""
        self._number += response.status >= 200
        self._certain &= response.status < 200 or response.request.partition(b" ")[0] not in (b"HEAD", b"CONNECT")
        return response

    def _read(self, request: bytes) -> Generator[None, None, Response]:
        head = yield from self._head(max(HEAD_LIMIT, ECHOED * len(request)))
        self.partial = response = parse_head(head)
        self._arrived.take(len(head))
        response.request, response.number, response.certain = request, self._number, self._certain
        method = request.partition(b" ")[0]
        if method == b"HEAD" or response.status < 200 or response.status in (204, 304):
            return response
        if method == b"CONNECT" and 200 <= response.status < 300:
            return response
        yield from self._content(response)
        return response

    def _head(self, limit: int) -> Octets:
        """Return the octets of a head, without removing them: unreadable ones are shown in the evidence."""
        seen = 0
        while self._may_begin_a_response():
            if end := _HEAD_END.search(self._arrived.octets, max(0, seen - 4)):
                return bytes(self._arrived.octets[: end.end()])
            if len(self._arrived.octets) > limit:
                raise Endless(f"the target sent a head that has no end within {limit} octets")
            seen = len(self._arrived.octets)
            yield from self._arrived.more()
        raise Malformed("not a status line")

    def _may_begin_a_response(self) -> bool:
        return bytes(self._arrived.octets[:5]) == b"HTTP/"[: len(self._arrived.octets)]

    def _content(self, response: Response) -> Generator[None, None, None]:
        codings, lengths = response.members("Transfer-Encoding"), response.values("Content-Length")
        if codings and codings[-1] == b"chunked":
            response.framing = "chunked"
            yield from self._chunked(response)
        elif codings or not lengths:
            response.framing = "close"
            response.content = yield from self._arrived.to_the_end()
        elif not re.fullmatch(rb"[0-9]{1,18}", lengths[0]):
            response.framing = "unknown"  # the head by itself is an answer; what follows cannot be read
        else:
            response.framing = "length"
            response.content = yield from self._arrived.exactly(int(lengths[0]))

    def _chunked(self, response: Response) -> Generator[None, None, None]:
        content, chunks = bytearray(), 0
        while size := self._chunk_size((yield from self._line(response)), response):
            if (chunks := chunks + 1) > CHUNKS:
                raise Endless(f"the target sent content in more than {CHUNKS} chunks")
            content += self._kept((yield from self._arrived.exactly(size)), response)
            if (yield from self._line(response)):
                raise Malformed("chunk-data: longer than its size")
        lines = []
        while line := (yield from self._line(response)):
            lines.append(line)
            require_few(lines)
        response.trailers = parse_fields(lines)
        response.content = bytes(content)

    def _chunk_size(self, line: bytes, response: Response) -> int:
        """RFC 9112 §7.1: a sender adds no whitespace, even where a recipient must accept it (RFC 9110 §5.6.3)."""
        if not (size := _LOOSE_CHUNK.fullmatch(line)):
            raise Malformed(f"chunk-size: {line[:40]!r}")
        if not _CHUNK_SIZE.match(line):
            response.add_fault("chunk-size", line[:40])
        if not _CHUNK_EXTENSIONS.fullmatch(size[2] or b""):
            response.add_fault("chunk-ext", line[:40])
        return int(size[1], 16)

    def _line(self, response: Response) -> Octets:
        seen = 0
        while (end := self._arrived.octets.find(b"\n", seen)) < 0:
            if (seen := len(self._arrived.octets)) > HEAD_LIMIT:
                raise Endless(f"the target sent a line of a chunked body that has no end within {HEAD_LIMIT} octets")
            yield from self._arrived.more()
        line = self._kept(self._arrived.take(end + 1), response)
        if not line.endswith(b"\r\n"):
            response.add_fault("chunk-line-end", line[-40:])
        return line.removesuffix(b"\n").removesuffix(b"\r")

    def _kept(self, octets: bytes, response: Response) -> bytes:
        """Return octets of a chunked body; its beginning is kept as it came, for the evidence."""
        if len(response.body) < KEPT_OF_A_BODY:
            response.body += octets[:KEPT_OF_A_BODY]
        return octets
