"""Mutants for RFC 9112 §3.2.4."""

from __future__ import annotations

from conformance.http.rfc9112.test_03_2_4_asterisk_form import ASTERISK_ALONE, ONLY_FOR_OPTIONS, SERVER_WIDE_OPTIONS
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(SERVER_WIDE_OPTIONS)
class KnowsNoAsterisk(HttpServer):
    """Treats * as a malformed target."""

    class targets(Targets):
        def asterisk_form(self, request: Request) -> None:
            raise Malformed("request-target does not begin with a slash")


@mutant(ONLY_FOR_OPTIONS)
class ServesAnAsterisk(HttpServer):
    """Treats * as another name of /."""

    class targets(Targets):
        def asterisk_form(self, request: Request) -> None:
            request.path = b"*" if request.method == b"OPTIONS" else b"/"


@mutant(ASTERISK_ALONE)
class LooksAtTheFirstOctet(HttpServer):
    """Treats any target that begins with * as *."""

    class targets(Targets):
        def parse_target(self, request: Request) -> None:
            if request.method == b"OPTIONS" and request.target.startswith(b"*"):
                request.target = b"*"
            super().parse_target(request)
