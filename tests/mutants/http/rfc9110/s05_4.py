"""Mutants for RFC 9110 §5.4."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9110.test_05_4_field_limits import TOO_LARGE
from reference_impls.http.refusals import Refusals
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import LimitExceeded, Part
from tests.mutants import mutant


@mutant(TOO_LARGE)
class BlamesItself(HttpServer):
    """Answers 500 to a field section that it does not wish to process."""

    class refusals(Refusals):
        def status_of_limit(self, limit: LimitExceeded) -> int:
            status = super().status_of_limit(limit)
            return 500 if status == 431 and not limit.octets else status


@mutant(TOO_LARGE)
class ResetsAtLargeFields(HttpServer):
    """Resets the connection at a field line of more than 65,000 octets, and at more than 120 lines."""

    def limit(self, part: Part) -> int:
        return 65_000 if part is Part.FIELD_LINE else super().limit(part)

    def check_section(self, size: int, count: int, part: Part) -> None:
        if count > 120:
            raise ConnectionResetError("too many field lines")
        super().check_section(size, count, part)

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if status == 431:
            raise ConnectionResetError(reason)
        return (yield from super().refuse(status, reason))
