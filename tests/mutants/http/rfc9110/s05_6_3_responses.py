"""Mutants for RFC 9110 §5.6.3, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_6_3_whitespace_responses import NONE_BEHIND, ONE_SPACE, ONE_WHERE_REQUIRED
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(ONE_SPACE)
class AlignsItsValues(HttpServer):
    """Fills up with spaces so that all values begin in the same column."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return (name + b":").ljust(20) + value + b"\r\n"


@mutant(ONE_SPACE)
class SparesTheSpace(HttpServer):
    """Writes no space behind the colon."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return name + b":" + value + b"\r\n"


@mutant(NONE_BEHIND)
class EndsLinesWithASpace(HttpServer):
    """Writes a space at the end of each field line."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return name + b": " + value + b" \r\n"


@mutant(ONE_WHERE_REQUIRED)
class JoinsAnEmptyProduct(HttpServer):
    """Leaves two spaces in Server, with nothing in between."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            fields = super().origin_fields(response)
            return [(name, b"reference  (test)" if name == b"Server" else value) for name, value in fields]
