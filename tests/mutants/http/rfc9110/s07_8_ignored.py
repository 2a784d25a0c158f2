"""Mutants for RFC 9110 §7.8, where the protocol is not changed."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9110.test_07_8_upgrade_ignored import CONTINUES_WITH_HTTP
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


@mutant(CONTINUES_WITH_HTTP)
class StopsReadingHttp(HttpServer):
    """Declines to switch protocols, and treats what follows as the other protocol nevertheless."""

    lost = False

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        self.lost = persists and bool(request.values(b"upgrade")) and response.status != 101
        yield from super().respond(request, response, persists)

    def exchange_or_refusal(self) -> Generator[None, None, bool]:
        while self.lost:
            yield from self.read_some()
        return (yield from super().exchange_or_refusal())
