"""Mutants for RFC 9110 §5.5, in Transfer-Encoding."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_5_field_values import TRIMMED
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed
from tests.mutants import mutant


@mutant(TRIMMED)
class WantsOneSpaceBeforeTheCodings(HttpServer):
    """Wants Transfer-Encoding to have exactly one space before its value, and nothing after it."""

    def split_field_line(self, line: bytes) -> Field:
        name, value = super().split_field_line(line)
        if name == b"transfer-encoding" and not line.endswith(b": " + value):
            raise Malformed("not one space before the value")
        return name, value
