"""Mutants for RFC 9110 §5.6.7, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_6_7_date_time_formats_responses import IMF_FIXDATE
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant

DATES = (b"Date", b"Last-Modified", b"Expires", b"Retry-After")


@mutant(IMF_FIXDATE)
class WritesUtcForGmt(HttpServer):
    """Ends dates with UTC."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b" GMT", b" UTC") if name in DATES else value)


@mutant(IMF_FIXDATE)
class WritesTheWrongDayOfTheWeek(HttpServer):
    """Sends a Date with the wrong day of the week."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            days = b"Mon Tue Wed Thu Fri Sat Sun".split()
            wrong = name == b"Date" and days[days.index(value[:3]) - 2] + value[3:]
            return super().field_line(name, wrong or value)
