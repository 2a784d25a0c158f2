"""Mutants for RFC 9112 §3.3, Host."""

from __future__ import annotations

from conformance.http.rfc9112.test_03_3_reconstructing_the_target_uri_host import EMPTY_HOST
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(EMPTY_HOST)
class FailsOnAnEmptyHost(HttpServer):
    """Looks at the first octet of a host that has none."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            if not host:
                raise Refused(500, "string index out of range")
            super().check_host_value(host)
