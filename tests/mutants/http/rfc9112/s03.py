"""Mutants for RFC 9112 §3."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_03_request_line import (
    EIGHT_THOUSAND_OCTETS,
    LONG_METHOD,
    LONG_TARGET,
    MALFORMED,
    NOT_WHITESPACE,
    REQUEST_LINE,
    WHITESPACE,
)
from reference_impls.http.refusals import Refusals
from reference_impls.http.request import Request, RequestLine
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed, Part
from reference_impls.sansio import Needs
from tests.mutants import mutant


@mutant(REQUEST_LINE)
class CountsTheOctetsOfTheMethod(HttpServer):
    """Looks for the first space of a request line after three octets."""

    class request_line(RequestLine):
        def parse_request_line(self, line: bytes) -> Request:
            if line.startswith(b"HEAD "):
                raise Malformed("no space after the method")
            return super().parse_request_line(line)


@mutant(MALFORMED)
class SuppliesTheTarget(HttpServer):
    """Reads a request line without target as one for the root."""

    class request_line(RequestLine):
        def parse_request_line(self, line: bytes) -> Request:
            return super().parse_request_line(b"GET / HTTP/1.1" if line == b"GET HTTP/1.1" else line)


@mutant(WHITESPACE)
class WaitsForASpace(HttpServer):
    """Never stops reading a request line that has a tab in the place of a space."""

    def read_request_line(self) -> Needs:
        line = yield from super().read_request_line()
        return (yield from self.read_exactly(1 << 30)) if b"GET\t" in line else line


@mutant(NOT_WHITESPACE)
class SplitsText(HttpServer):
    """Treats all that is whitespace in ISO-8859-1 as the first space of a request line."""

    class request_line(RequestLine):
        def parse_request_line(self, line: bytes) -> Request:
            return super().parse_request_line(re.sub(rb"^GET[\x1c-\x1f\x85\xa0]/", b"GET /", line))


@mutant(LONG_METHOD)
class LimitsTheMethod(HttpServer):
    """Treats a long method as a malformed one."""

    class request_line(RequestLine):
        def method(self, octets: bytes) -> bytes:
            if len(octets) > 50:
                raise Malformed("method too long")
            return super().method(octets)


@mutant(LONG_TARGET)
class LimitsTheHead(HttpServer):
    """Answers a target that is too long as it does too large fields."""

    class refusals(Refusals):
        def status_of_long_line(self, octets: bytes) -> int:
            return 431


@mutant(EIGHT_THOUSAND_OCTETS)
class HasASmallBuffer(HttpServer):
    """Supports request lines of 4096 octets."""

    def limit(self, part: Part) -> int:
        return 4096 if part is Part.START_LINE else super().limit(part)
