"""Mutants for RFC 9110 §5.5."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_5_field_values import ANY_VALUE, NO_NUL, OPAQUE, OTHER_CONTROLS, TRIMMED
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, matches
from tests.mutants import mutant


@mutant(TRIMMED)
class TrimsSpacesOnly(HttpServer):
    """Leaves HTAB around a value."""

    def field_value(self, value: bytes) -> bytes:
        super().field_value(value)
        return value.strip(b" ")


@mutant(ANY_VALUE)
class WantsOneColon(HttpServer):
    """Rejects a value that begins with a colon."""

    def field_value(self, value: bytes) -> bytes:
        if value.startswith(b":"):
            raise Malformed("two colons")
        return super().field_value(value)


@mutant(NO_NUL)
class KeepsNul(HttpServer):
    """Accepts NUL in a value like any other character."""

    def field_value(self, value: bytes) -> bytes:
        super().field_value(value.replace(b"\0", b" "))
        return value.strip(b" \t")


@mutant(OTHER_CONTROLS)
class FailsOnControls(HttpServer):
    """Answers 500 to a control character in a field that it does not know."""

    def split_field_line(self, line: bytes) -> Field:
        if line.startswith(b"X-A:") and not matches(rb"[^\x01-\x08\x0b\x0c\x0e-\x1f\x7f]*", line):
            raise Refused(500, "cannot be shown")
        return super().split_field_line(line)


@mutant(OPAQUE)
class TrimsAsText(HttpServer):
    """Trims a value as ISO-8859-1 text, where NEL and NBSP are whitespace."""

    def field_value(self, value: bytes) -> bytes:
        return super().field_value(value).decode("latin-1").strip().encode("latin-1")


@mutant(TRIMMED)
class LeavesTwoTabs(HttpServer):
    """Leaves two HTABs in a row before or behind digits."""

    def field_value(self, value: bytes) -> bytes:
        trimmed = super().field_value(value)
        return value if trimmed.isdigit() and b"\t\t" in value else trimmed


@mutant(TRIMMED)
class WantsOneSpace(HttpServer):
    """Recognizes the option close only after a single space."""

    def field_value(self, value: bytes) -> bytes:
        trimmed = super().field_value(value)
        return trimmed if trimmed != b"close" or value == b" close" else b"x-close"


@mutant(TRIMMED)
class TrimsNoValueWithTab(HttpServer):
    """Leaves the whitespace around a value that has HTAB within."""

    def field_value(self, value: bytes) -> bytes:
        trimmed = super().field_value(value)
        return value if b"\t" in trimmed else trimmed
