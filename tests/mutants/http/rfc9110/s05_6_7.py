"""Mutants for RFC 9110 §5.6.7."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_6_7_date_time_formats import ALL_THREE, CENTURY
from reference_impls.http.conditions import Conditions
from reference_impls.http.server import HttpServer
from tests.mutants import mutant

CENTURY_OF_SECONDS = 3_155_760_000


@mutant(ALL_THREE)
class ReadsTheNewFormatOnly(HttpServer):
    """Understands the preferred format alone."""

    class conditions(Conditions):
        def date(self, octets: bytes) -> int | None:
            return super().date(octets) if octets[3:4] == b"," else None


@mutant(CENTURY)
class LivesInTheThirdMillennium(HttpServer):
    """Adds 2000 to any year of two digits."""

    class conditions(Conditions):
        def date(self, octets: bytes) -> int | None:
            found, short = super().date(octets), octets[3:4] not in (b",", b" ")
            return found + CENTURY_OF_SECONDS if found is not None and short and found < 946684800 else found
