"""Mutants for RFC 9112 §2.3."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_02_3_http_version import CASE_SENSITIVE, NO_VERSION, VERSION
from reference_impls.http.request import Request, RequestLine
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(VERSION)
class ReadsLongNumbers(HttpServer):
    """Treats the last digit of the major and the first one of the minor version as all of them."""

    class request_line(RequestLine):
        def version(self, octets: bytes) -> tuple[int, int]:
            return super().version(re.sub(rb"/[0-9]*([0-9])\.([0-9])[0-9]*", rb"/\1.\2", octets))


@mutant(CASE_SENSITIVE)
class ReadsVersionsInAnyCase(HttpServer):
    """Reads the version as if it were in upper case."""

    class request_line(RequestLine):
        def version(self, octets: bytes) -> tuple[int, int]:
            return super().version(octets.upper())


@mutant(NO_VERSION)
class SuppliesTheVersion(HttpServer):
    """Reads a request line without version as one of HTTP/1.0."""

    class request_line(RequestLine):
        def parse_request_line(self, line: bytes) -> Request:
            return super().parse_request_line(b"GET / HTTP/1.0" if line == b"GET /" else line)
