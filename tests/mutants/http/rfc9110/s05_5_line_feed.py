"""Mutants for RFC 9110 §5.5: LF within a field value."""

from __future__ import annotations

import re

from conformance.http.rfc9110.test_05_5_field_values_line_feed import LINE_FEED
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(LINE_FEED)
class KeepsALineFeed(HttpServer):
    """Ends a line at CRLF only, and takes an LF before that for a part of the value."""

    line_end = re.compile(rb"\r\n")

    def field_value(self, value: bytes) -> bytes:
        check = super().field_value
        return b"\n".join(check(line) for line in value.split(b"\n"))
