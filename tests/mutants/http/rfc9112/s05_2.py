"""Mutants for RFC 9112 §5.2."""

from __future__ import annotations

from conformance.http.rfc9112.test_05_2_obsolete_line_folding import OBS_FOLD
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from tests.mutants import mutant


@mutant(OBS_FOLD)
class TakesAFoldForAField(HttpServer):
    """Strips a line that continues another, and reads it as a field line of its own."""

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        fields.append(self.split_field_line(line.strip(b" \t")))


@mutant(OBS_FOLD)
class TakesAFoldForACoding(HttpServer):
    """Reads a Transfer-Encoding in a line that continues another, in place of the length."""

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        coding = self.split_field_line(line.strip(b" \t"))
        if coding[0] != b"transfer-encoding":
            super().obs_fold(line, fields)
        fields[:] = [*(field for field in fields if field[0] != b"content-length"), coding]


@mutant(OBS_FOLD)
class KeepsTheFold(HttpServer):
    """Leaves the line terminator in the value."""

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        name, value = fields.pop()
        fields.append((name, value + b"\r\n" + line))


@mutant(OBS_FOLD)
class IgnoresFolds(HttpServer):
    """Skips a line that continues another."""

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        return


@mutant(OBS_FOLD)
class KeepsTheLastPart(HttpServer):
    """Replaces the value by what continues it."""

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        name, _ = fields.pop()
        fields.append((name, self.field_value(line)))


@mutant(OBS_FOLD)
class LosesWhatFollowsAFold(HttpServer):
    """Skips a line that continues another, and the line after it."""

    folded = False

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        self.folded = True

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        lost, self.folded = self.folded, False
        if not lost or line.startswith((b" ", b"\t")):
            super().add_field_line(line, fields, part)
