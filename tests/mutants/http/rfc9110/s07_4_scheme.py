"""Mutants for RFC 9110 §7.4: what a server makes of the scheme that a request names."""

from __future__ import annotations

import re
from collections.abc import Generator

from conformance.http.rfc9110.test_07_4_rejecting_misdirected_requests_by_scheme import ANY_SCHEME, HTTPS_OVER_TLS
from reference_impls.http.request import Refused, Request
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(HTTPS_OVER_TLS)
class ServesHttpsInTheClear(HttpServer):
    """Serves https resources over a connection that is not secured."""

    class targets(Targets):
        def check_scheme(self, scheme: bytes) -> None:
            super().check_scheme(b"http" if scheme.lower() == b"https" else scheme)


@mutant(ANY_SCHEME)
class WaitsForAnotherScheme(HttpServer):
    """Does not answer a request whose scheme it does not know."""

    class targets(Targets):
        def absolute_form(self, request: Request) -> None:
            if re.match(rb"(?i)(?!https?:)[a-z][a-z0-9+.-]*:", request.target):
                raise Refused(0, "unknown scheme")
            super().absolute_form(request)

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if not status:
            yield from self.read_exactly(1 << 30)
        return (yield from super().refuse(status, reason))
