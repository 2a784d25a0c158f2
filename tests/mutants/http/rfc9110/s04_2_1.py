"""Mutants for RFC 9110 §4.2.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_04_2_1_http_uri_scheme import NO_EMPTY_HOST
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
