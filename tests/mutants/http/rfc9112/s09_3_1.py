"""Mutants for RFC 9112 §9.3.1."""

from __future__ import annotations

from typing import ClassVar

from conformance.http.rfc9112.test_09_3_1_retrying_requests import RECOVER
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Eof, Wait
from tests.mutants import mutant


@mutant(RECOVER)
class SuffersFromAborts(HttpServer):
    """Fails some later requests, whoever sends them, for each connection that was aborted."""

    failures: ClassVar[list[int]] = []

    def run(self) -> Wait:
        try:
            while (yield from self.exchange_or_refusal()):
                pass
        except (Eof, GeneratorExit):
            self.failures.extend([500] * 4)
            raise

    def answer(self, request: Request) -> Response:
        healthy = not request.values(b"accept") or not self.failures
        return super().answer(request) if healthy else self.error(self.failures.pop(), "an earlier abort")
