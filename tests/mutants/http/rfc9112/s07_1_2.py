"""Mutants for RFC 9112 §7.1.2."""

from __future__ import annotations

from conformance.http.rfc9112.test_07_1_2_chunked_trailer_section import FRAMES_NOTHING, LONG
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, LimitExceeded, Part
from reference_impls.sansio import Needs
from tests.mutants import mutant


@mutant(FRAMES_NOTHING)
class FramesAgain(HttpServer):
    """Drops the content when it finds another framing of it among the trailers."""

    framed = False

    def trailers(self, fields: list[Field]) -> None:
        framing = (b"content-length", b"transfer-encoding", b"content-encoding", b"trailer")
        self.framed = any(name in framing for name, _ in fields)

    def read_chunked(self) -> Needs:
        content = yield from super().read_chunked()
        return b"" if self.framed else content


@mutant(LONG)
class GivesUpOnTrailers(HttpServer):
    """Stops reading a long trailer section, and answers with success but without the content."""

    def read_chunked(self) -> Needs:
        try:
            return (yield from super().read_chunked())
        except LimitExceeded as limit:
            if limit.part is Part.TRAILER_LINE:
                return b""
            raise


@mutant(LONG)
class WaitsAtLongTrailers(HttpServer):
    """Neither answers nor closes once a trailer section is long."""

    def read_chunked(self) -> Needs:
        try:
            return (yield from super().read_chunked())
        except LimitExceeded as limit:
            if limit.part is Part.TRAILER_LINE:
                yield from self.read_exactly(1 << 30)
            raise
