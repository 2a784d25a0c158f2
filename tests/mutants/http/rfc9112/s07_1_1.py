"""Mutants for RFC 9112 §7.1.1."""

from __future__ import annotations

from conformance.http.rfc9112.test_07_1_1_chunk_extensions import (
    BAD_WHITESPACE,
    IGNORE_UNRECOGNIZED,
    LIMIT_TOTAL,
    LIMITED,
)
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import QUOTED_STRING, TOKEN, LimitExceeded, Malformed, Part, matches
from reference_impls.sansio import Needs
from tests.mutants import mutant


@mutant(IGNORE_UNRECOGNIZED)
class RefusesExtensions(HttpServer):
    """Knows no extension, and refuses them all."""

    def check_extensions(self, extension: bytes, total: int) -> None:
        if extension:
            raise Malformed("unknown chunk extension")


@mutant(BAD_WHITESPACE)
class AllowsNoBadWhitespace(HttpServer):
    """Refuses whitespace in extensions."""

    def check_extensions(self, extension: bytes, total: int) -> None:
        if not matches(rb"(?:;%b(?:=(?:%b|%b))?)*" % (TOKEN, TOKEN, QUOTED_STRING), extension):
            raise Malformed("malformed chunk extension")
        super().check_extensions(extension, total)


@mutant(LIMITED)
class GivesUpOnExtensions(HttpServer):
    """Answers with success when it gives up on long or many extensions."""

    def limit(self, part: Part) -> int:
        return 1024 if part is Part.CHUNK_LINE else super().limit(part)

    def read_chunked(self) -> Needs:
        try:
            return (yield from super().read_chunked())
        except LimitExceeded as limit:
            if limit.part is Part.CHUNK_LINE:
                return b""
            raise


@mutant(IGNORE_UNRECOGNIZED)
class AllowsThree(HttpServer):
    """Refuses a chunk with more than three extensions."""

    def check_extensions(self, extension: bytes, total: int) -> None:
        if extension.count(b";a") > 3:
            raise Malformed("too many extensions")
        super().check_extensions(extension, total)


@mutant(LIMITED)
class WaitsAtLongExtensions(HttpServer):
    """Neither answers nor closes once extensions are long or many."""

    def read_chunked(self) -> Needs:
        try:
            return (yield from super().read_chunked())
        except LimitExceeded as limit:
            if limit.part is Part.CHUNK_LINE:
                yield from self.read_exactly(1 << 30)
            raise


@mutant(LIMIT_TOTAL)
class LimitsNoExtension(HttpServer):
    """Reads extensions of any length."""

    def limit(self, part: Part) -> int:
        return 1 << 30 if part is Part.CHUNK_LINE else super().limit(part)

    def check_extensions(self, extension: bytes, total: int) -> None:
        super().check_extensions(extension, 0)


@mutant(LIMIT_TOTAL)
class LimitsEachExtension(HttpServer):
    """Limits the extensions of each chunk, but not their total."""

    def check_extensions(self, extension: bytes, total: int) -> None:
        super().check_extensions(extension, len(extension))
