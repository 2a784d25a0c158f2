"""Mutants for RFC 3986 §3.2.2: the host in a request-target."""

from __future__ import annotations

from conformance.http.rfc3986.test_03_2_2_host_in_target import HOST
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(HOST)
class LooksAtTheBracketOnly(HttpServer):
    """Treats whatever begins with a square bracket as an address."""

    class targets(Targets):
        def check_target_authority(self, authority: bytes) -> None:
            if not authority.startswith(b"["):
                super().check_target_authority(authority)
