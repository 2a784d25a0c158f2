"""Mutants for RFC 9112 §6.3: Content-Length, or nothing."""

from __future__ import annotations

import contextlib
import re
import unicodedata

from conformance.http.rfc9112.test_06_3_message_body_length import (
    INCOMPLETE,
    LENGTH_IN_OCTETS,
    NAME_IN_FULL,
    NO_LENGTH_NO_BODY,
)
from reference_impls.http.length import CHUNKED, RequestLength
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import TOKEN, Field, Malformed, Part, matches
from reference_impls.sansio import Eof, Needs, TimedOut
from tests.mutants import mutant


@mutant(LENGTH_IN_OCTETS)
class ReadsOneBuffer(HttpServer):
    """Reads as much content as fits into its buffer, and treats the rest as the next request."""

    def read_body(self, size: int) -> Needs:
        return (yield from super().read_body(min(size, 65536)))


@mutant(NO_LENGTH_NO_BODY)
class WaitsForContent(HttpServer):
    """Expects content after every POST, with a length or without, unless it asks for another protocol."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            told = any(request.values(name) for name in (b"content-length", b"transfer-encoding", b"upgrade"))
            return super().body_framing(request) if told or request.method != b"POST" else 1_000_000


@mutant(NAME_IN_FULL)
class StripsControlsFromNames(HttpServer):
    """Strips vertical tabs and form feeds from the name of Content-Length."""

    def field_name(self, name: bytes) -> bytes:
        stripped = name.strip(b"\x0b\x0c")
        return super().field_name(stripped if stripped == b"Content-Length" else name)


@mutant(INCOMPLETE)
class ServesWhatCame(HttpServer):
    """Treats the end of the stream as the end of the content."""

    def read_body(self, size: int) -> Needs:
        try:
            return (yield from super().read_body(size))
        except Eof:
            if size == CHUNKED:
                raise
            return self._take(len(self._in))


@mutant(LENGTH_IN_OCTETS)
class LosesTheEnd(HttpServer):
    """Loses what is beyond ten octets in content of up to thirteen."""

    def read_body(self, size: int) -> Needs:
        content = yield from super().read_body(size)
        return content[:10] if 10 < size < 14 else content


@mutant(INCOMPLETE)
class ServesMostOfIt(HttpServer):
    """Serves content of which at least ten octets have come before the end of the stream."""

    def read_body(self, size: int) -> Needs:
        try:
            return (yield from super().read_body(size))
        except Eof:
            if size == CHUNKED or len(self._in) < 10:
                raise
            return self._take(len(self._in))


@mutant(INCOMPLETE)
class WaitsForTheRest(HttpServer):
    """Keeps the connection open although the client has closed it in the middle of the content."""

    def read_body(self, size: int) -> Needs:
        try:
            return (yield from super().read_body(size))
        except Eof:
            if size == CHUNKED:
                raise
            with contextlib.suppress(TimedOut):
                while True:
                    yield
            raise


class SearchesLines(HttpServer):
    """Looks for something in each field line, bare CR or not, before it is parsed."""

    def found_in(self, line: bytes) -> list[Field]:
        """Return the fields that a line stands for; none if it is to be parsed as usual."""
        return []

    def read_line(self, part: Part) -> Needs:
        self.line_end = re.compile(rb"\n") if part is Part.FIELD_LINE else HttpServer.line_end
        line = yield from super().read_line(part)
        if b"\r" in line and not self.found_in(line):
            raise Malformed("a bare CR")
        return line

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        found = self.found_in(line) if part is Part.FIELD_LINE else []
        if not found:
            super().add_field_line(line, fields, part)
        fields += found


def letters(line: bytes) -> str:
    """Return what somebody reads who looks at letters and digits only: in lower case, and without accents."""
    text = unicodedata.normalize("NFKC", line.decode("utf-8", "ignore")).casefold()
    return re.sub(r"[^a-z0-9]", "", text.replace("\u0131", "i"))


@mutant(NAME_IN_FULL)
class ReadsTheLettersOfAName(SearchesLines):
    """Takes for Content-Length what has the letters of it and is no token, in front of the colon if there is one."""

    def found_in(self, line: bytes) -> list[Field]:
        found = re.fullmatch(r"contentlength([0-9]+)", letters(line))
        name = line.partition(b":")[0].rstrip(b" \t")
        is_legal = matches(TOKEN, name) or line.startswith((b" ", b"\t"))
        return [(b"content-length", found[1].encode())] if found and not is_legal else []
