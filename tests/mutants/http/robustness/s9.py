"""Mutants for requests with something wrong in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from typing import ClassVar

from conformance.http.robustness.test_9_damaged_requests import SERVES_OTHERS
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Site
from reference_impls.http.syntax import Part
from tests.mutants import mutant


@mutant(SERVES_OTHERS)
class IsUpsetForAWhile(HttpServer):
    """Refuses the next plain requests, whoever sends them, after it refused five to nine field lines, two unknown."""

    lines = unknown = 0
    upset: ClassVar[Counter[Site]] = Counter()  # requests that it will refuse; one alone might be another row's

    def arrived(self, octets: bytes, part: Part) -> None:
        if part is Part.START_LINE:
            self.lines = self.unknown = 0
        elif part is Part.FIELD_LINE:
            self.lines, self.unknown = self.lines + 1, self.unknown + octets.startswith(b"X-")
        super().arrived(octets, part)

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if 5 <= self.lines < 10 and self.unknown > 1:
            self.upset[self.site] = 3
        return (yield from super().refuse(status, reason))

    def check_singletons(self, request: Request) -> None:
        if len(request.fields) == 1 and request.target == b"/" and self.upset[self.site] > 0:
            self.upset[self.site] -= 1
            raise Refused(503, "I am upset")
        super().check_singletons(request)


@mutant(SERVES_OTHERS)
class IsUpsetByForms(IsUpsetForAWhile):
    """Refuses the next plain requests, whoever sends them, after a form of many delimiters that it has refused."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        if response.status == 400 and request.path == b"/form" and request.content.count(b"AaB03x") > 2:
            self.upset[self.site] = 3
        return response
