"""Mutants for RFC 9110 §4.2.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_04_2_4_deprecation_of_userinfo import USERINFO
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(USERINFO)
class IgnoresUserinfo(HttpServer):
    """Serves a request-target with userinfo as if there were none."""

    class targets(Targets):
        def check_userinfo(self, authority: bytes) -> None:
            """There is nothing wrong with it."""

        def check_target_authority(self, authority: bytes) -> None:
            super().check_target_authority(authority.rpartition(b"@")[2])
