"""Mutants for what is no HTTP."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.robustness.test_3_strange_octets import AFTER_A_REQUEST, NO_HTTP
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


class Suffers(HttpServer):
    """Refuses the next connection after octets that cannot begin a request."""

    requests = 0

    def read_head(self) -> Generator[None, None, Request]:
        self.requests += 1
        return (yield from super().read_head())

    def suffers(self) -> bool:
        raise NotImplementedError

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if reason == "not a request":  # what the reference says about an octet that cannot begin one
            vars(self.site)["hurt"] = self.suffers() or vars(self.site).get("hurt")
        return (yield from super().refuse(status, reason))

    def answer(self, request: Request) -> Response:
        if request.values(b"user-agent") == [b"next"] and vars(self.site).pop("hurt", False):
            return self.error(503, "something is broken")
        return super().answer(request)


@mutant(NO_HTTP, also={AFTER_A_REQUEST: "its next request may be the one that is refused"})
class SuffersFromNoise(Suffers):
    """Refuses the next connection after one that began with an octet that cannot begin a request."""

    def suffers(self) -> bool:
        return self.requests == 1


@mutant(AFTER_A_REQUEST)
class SuffersFromNoiseLater(Suffers):
    """Refuses the next connection after one on which such octets followed a request."""

    def suffers(self) -> bool:
        return self.requests > 1
