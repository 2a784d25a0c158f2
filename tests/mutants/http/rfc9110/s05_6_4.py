"""Mutants for RFC 9110 §5.6.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_6_4_quoted_strings import QUOTED_PAIR
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from tests.mutants import mutant


@mutant(QUOTED_PAIR)
class KnowsNoQuotedPair(HttpServer):
    """Rejects a backslash in a quoted string."""

    def check_extensions(self, extension: bytes, total: int) -> None:
        if b"\\" in extension:
            raise Malformed("malformed chunk extension")
        super().check_extensions(extension, total)
