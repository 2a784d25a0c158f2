"""Mutants for RFC 9110 §4.2.1 and §4.2.2."""

from __future__ import annotations

import re

from conformance.http.rfc9110.test_04_2_1_http_uri_scheme import NO_EMPTY_HOST, NO_EMPTY_HTTPS_HOST
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(NO_EMPTY_HOST)
class TakesAnEmptyHost(HttpServer):
    """Treats an empty host in the request-target as its own."""

    class targets(Targets):
        def check_target_authority(self, authority: bytes) -> None:
            if authority.strip(b":0123456789"):
                super().check_target_authority(authority)


@mutant(NO_EMPTY_HTTPS_HOST)
class TakesHttpsWithoutAHost(HttpServer):
    """Treats an https URI with an empty host as its own."""

    class targets(Targets):
        def absolute_form(self, request: Request) -> None:
            request.target = re.sub(rb"https://(?::[0-9]*)?/", b"http://localhost/", request.target)
            super().absolute_form(request)
