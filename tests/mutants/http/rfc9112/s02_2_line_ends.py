"""Mutants for RFC 9112 §2.2: what ends a line."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_02_2_message_parsing_line_ends import CARRIAGE_RETURN, LINE_FEED, OCTETS
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from reference_impls.sansio import Needs
from tests.mutants import mutant


@mutant(LINE_FEED)
class EndsTheFieldsAtALineFeed(HttpServer):
    """Takes the field line "X-A: b", where it ends with LF only, for the last one."""

    last = False

    def line(self, octets: bytes, part: Part) -> bytes:
        if self.last:
            self.last = False
            return b""
        self.last = octets == b"X-A: b\n"
        return octets[:-1] if self.last else super().line(octets, part)


@mutant(CARRIAGE_RETURN)
class DropsACarriageReturn(HttpServer):
    """Removes a bare CR from a field value."""

    line_end = re.compile(rb"\n")

    def field_value(self, value: bytes) -> bytes:
        return super().field_value(value.replace(b"\r", b"") if b"zebra" in value else value)


@mutant(CARRIAGE_RETURN)
class EndsALineAtACarriageReturn(HttpServer):
    """Treats a bare CR in the head as the end of the line."""

    def read_line(self, part: Part) -> Needs:
        in_head = part in (Part.START_LINE, Part.FIELD_LINE)
        self.line_end = re.compile(rb"\r(?=[^\n])|\n") if in_head else HttpServer.line_end
        return (yield from super().read_line(part))

    def line(self, octets: bytes, part: Part) -> bytes:
        return super().line(octets.rstrip(b"\r") + b"\r\n" if octets.endswith(b"\r") else octets, part)


class SplitsAgain(HttpServer):
    """Splits one field line a second time, at a line end of its own. It is only one, so that no other case fails."""

    def lines(self, line: bytes) -> list[bytes]:
        return [line]

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        for one in self.lines(line) if line.startswith(b"X-Zebra") else [line]:
            super().add_field_line(one, fields, part)


@mutant(OCTETS)
class SplitsLatinText(SplitsAgain):
    """Decodes the head as ISO-8859-1 and splits it at every line end of Unicode."""

    def lines(self, line: bytes) -> list[bytes]:
        return [one.encode("latin-1") for one in line.decode("latin-1").splitlines()]


@mutant(OCTETS)
class SplitsUnicodeText(SplitsAgain):
    """Decodes the head as UTF-8 and splits it at every line end of Unicode."""

    def lines(self, line: bytes) -> list[bytes]:
        return [one.encode("utf-8", "surrogateescape") for one in line.decode("utf-8", "surrogateescape").splitlines()]


@mutant(OCTETS)
class KeepsLowOctets(SplitsAgain):
    """Decodes the head as UTF-8 and keeps the low octet of each character."""

    def lines(self, line: bytes) -> list[bytes]:
        return bytes(ord(character) & 0xFF for character in line.decode("utf-8", "ignore")).splitlines()


@mutant(OCTETS)
class DecodesOverlongForms(SplitsAgain):
    """Decodes LF from forms that are longer than UTF-8 allows."""

    def lines(self, line: bytes) -> list[bytes]:
        return re.split(rb"\xc0\x8a|\xe0\x80\x8a", line)


@mutant(OCTETS)
class SwallowsALineEnd(HttpServer):
    """Treats the line end after an unfinished character as a part of it."""

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        if fields and fields[-1][1][-1:] > b"\x80":
            name, value = fields.pop()
            fields.append((name, value + line))
        else:
            super().add_field_line(line, fields, part)
