"""Mutants for RFC 6265 §4.1.1, in responses."""

from __future__ import annotations

from conformance.http.rfc6265.test_04_1_1_syntax_responses import ATTRIBUTES_ONCE, NAMES_ONCE, SET_COOKIE
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(SET_COOKIE)
class WritesNoSpaceBeforeAttributes(HttpServer):
    """Writes no space after the semicolons of a cookie."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b"; ", b";") if name == b"Set-Cookie" else value)


@mutant(ATTRIBUTES_ONCE)
class WritesAnAttributeTwice(HttpServer):
    """Writes a second path into a cookie."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b"Path=/", b"Path=/; Path=/a"))


@mutant(NAMES_ONCE)
class SetsACookieTwice(HttpServer):
    """Sets each cookie twice."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value) * (2 if name == b"Set-Cookie" else 1)
