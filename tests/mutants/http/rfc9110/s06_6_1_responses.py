"""Mutants for RFC 9110 §6.6.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_06_6_1_date_responses import DATE, DATE_IS_NOW
from reference_impls.http.dates import imf_fixdate
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(DATE)
class SendsNoDate(HttpServer):
    """Never sends Date."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            return [line for line in super().origin_fields(response) if line[0] != b"Date"]


@mutant(DATE_IS_NOW)
class SendsLocalTime(HttpServer):
    """Treats the time of another zone as UTC."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            fields = dict(super().origin_fields(response))
            return list((fields | {b"Date": imf_fixdate(self.clock() + 3600)} if fields else fields).items())
