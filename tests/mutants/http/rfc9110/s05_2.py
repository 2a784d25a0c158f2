"""Mutants for RFC 9110 §5.2."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.http.rfc9110.test_05_2_field_lines_and_combined_field_value import COMBINED
from reference_impls.http.persistence import Persistence
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, values
from tests.mutants import mutant


@mutant(COMBINED)
class KeepsTheFirstLine(HttpServer):
    """Looks at the first Connection line only."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return super().options([(b"connection", line) for line in values(fields, b"connection")[:1]])


@mutant(COMBINED)
class KeepsTheLastLine(HttpServer):
    """Looks at the last Connection line only."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return super().options([(b"connection", line) for line in values(fields, b"connection")[-1:]])
