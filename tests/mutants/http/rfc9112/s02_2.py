"""Mutants for RFC 9112 §2.2: what comes before a request and before its fields."""

from __future__ import annotations

import re
from collections.abc import Generator

from conformance.http.rfc9112.test_02_2_message_parsing import (
    CLOSE_AFTER_MALFORMED,
    NOT_A_REQUEST,
    PARSE,
    SEGMENTS,
    SKIP_AN_EMPTY_LINE,
    SKIP_MORE_EMPTY_LINES,
    WHITESPACE_BEFORE_FIELDS,
)
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Refused, Request, RequestLine
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from reference_impls.sansio import Needs, Wait
from tests.mutants import mutant


@mutant(PARSE)
class AnswersWhateverArrives(HttpServer):
    """Sends the same answer to whatever arrives, once an empty line has ended it, and closes."""

    def run(self) -> Wait:
        yield from self.read_until(b"\r\n\r\n", 1 << 20)
        request = Request(b"GET", b"/", path=b"/")
        yield from self.respond(request, self.answer(request), persists=False)


@mutant(SKIP_AN_EMPTY_LINE)
class TakesAnEmptyLineForARequest(HttpServer):
    """Rejects a request that an empty line precedes."""

    class request_line(RequestLine):
        def skips_empty_line(self, skipped: int) -> bool:
            return False


@mutant(SKIP_MORE_EMPTY_LINES)
class WaitsAtTheSecondEmptyLine(HttpServer):
    """Waits for more octets after two empty lines."""

    class request_line(RequestLine):
        def skips_empty_line(self, skipped: int) -> bool:
            return skipped < 1

    def read_request_line(self) -> Needs:
        return (yield from super().read_request_line()) or (yield from self.read_exactly(1 << 30))


@mutant(WHITESPACE_BEFORE_FIELDS)
class StripsTheFirstFieldLine(HttpServer):
    """Treats a line that begins with whitespace, right after the request line, as a field line."""

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        strips = part is Part.FIELD_LINE and not fields
        super().add_field_line(line.lstrip() if strips else line, fields, part)


@mutant(WHITESPACE_BEFORE_FIELDS)
class StripsHost(HttpServer):
    """Treats a Host line that begins with whitespace, right after the request line, as a field line."""

    def whitespace_before_fields(self, line: bytes) -> None:
        if not line.lstrip().startswith(b"Host:"):
            super().whitespace_before_fields(line)

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        super().add_field_line(line, fields, part)
        if not fields and part is Part.FIELD_LINE:
            fields.append(self.split_field_line(line.lstrip()))


@mutant(NOT_A_REQUEST)
class LooksForAResponse(HttpServer):
    """Answers a status line by 404."""

    class request_line(RequestLine):
        def parse_request_line(self, line: bytes) -> Request:
            if re.match(rb"HTTP/1\.[0-9] [0-9]{3} ", line):
                raise Refused(404, "no such resource")
            return super().parse_request_line(line)


@mutant(CLOSE_AFTER_MALFORMED)
class StaysAfterAMalformedRequestLine(HttpServer):
    """Goes on with the next line after the 400 for a malformed request line."""

    class persistence(Persistence):
        understood = True

        def persists_after_refusal(self, status: int) -> bool:
            return status == 400 and not self.understood

    _persistence: persistence

    def read_request_line(self) -> Needs:
        self._persistence.understood = True
        line = yield from super().read_request_line()
        self._persistence.understood = False
        return line

    def read_fields(self, part: Part) -> Generator[None, None, list[Field]]:
        self._persistence.understood = True
        return (yield from super().read_fields(part))


@mutant(SEGMENTS)
class LosesShortSegments(HttpServer):
    """Loses the third segment of a connection if it and the two before it have five to seven octets each."""

    sizes: tuple[int, ...] = ()

    def receive(self, octets: bytes) -> None:
        self.sizes += (len(octets),)
        if len(self.sizes) != 3 or not {5, 6, 7}.issuperset(self.sizes):
            super().receive(octets)
