"""Mutants for RFC 9111 §5.1, §5.2, §5.2.2.4 and §5.2.2.7, in responses."""

from __future__ import annotations

from conformance.http.rfc9111.test_05_field_definitions_responses import (
    AGE,
    DIRECTIVES,
    NO_CACHE_QUOTED,
    PRIVATE_QUOTED,
)
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(AGE)
class IsYoungerThanNow(HttpServer):
    """Writes a negative Age."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, b"-1" if name == b"Age" else value)


@mutant(DIRECTIVES)
class SpacesItsDirectives(HttpServer):
    """Writes spaces around the equals sign of a directive."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(
                name, value.replace(b"max-age=", b"max-age = ") if name == b"Cache-Control" else value
            )


@mutant(NO_CACHE_QUOTED)
class WritesNoCacheBare(HttpServer):
    """Writes the argument of no-cache without quotation marks."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b'no-cache="Set-Cookie"', b"no-cache=Set-Cookie"))


@mutant(PRIVATE_QUOTED)
class WritesPrivateBare(HttpServer):
    """Writes the argument of private without quotation marks."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b'private="Set-Cookie"', b"private=Set-Cookie"))
