"""Mutants for RFC 9110 §5.5, by what it means for Content-Length."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_5_field_values import NO_NUL, TRIMMED
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from tests.mutants import mutant


@mutant(TRIMMED)
class LeavesTabsAroundNumbers(HttpServer):
    """Strips spaces only before it looks for digits."""

    def field_value(self, value: bytes) -> bytes:
        if value.strip(b" \t").isdigit() and not value.strip(b" ").isdigit():
            raise Malformed("not a number")
        return super().field_value(value)


@mutant(TRIMMED)
class ExpectsOneSpaceBeforeNumbers(HttpServer):
    """Refuses a number with any other whitespace around it than one space before it."""

    def field_value(self, value: bytes) -> bytes:
        digits = value.strip(b" \t")
        if digits.isdigit() and value != b" " + digits:
            raise Malformed("not a number")
        return super().field_value(value)


@mutant(NO_NUL)
class ReadsOneOctetByALengthWithNul(HttpServer):
    """Takes a number with NUL in it for 1."""

    def field_value(self, value: bytes) -> bytes:
        return b"1" if b"\0" in value and b"5" in value else super().field_value(value)


@mutant(NO_NUL)
class DropsNulAmongDigits(HttpServer):
    """Removes NUL from within a number, and so joins its digits."""

    def field_value(self, value: bytes) -> bytes:
        digits = value.replace(b"\0", b"")
        return super().field_value(digits if digits.strip().isdigit() else value)


@mutant(TRIMMED)
class WantsOneSpaceBeforeDigits(HttpServer):
    """Takes digits for a number only behind a single space, with nothing after them."""

    def field_value(self, value: bytes) -> bytes:
        trimmed = super().field_value(value)
        return value + b"?" if trimmed.isdigit() and value != b" " + trimmed else trimmed
