"""Mutants for RFC 9112 §3.2, Host."""

from __future__ import annotations

from conformance.http.rfc9112.test_03_2_request_target import INVALID_HOST, MISSING_HOST, REPEATED_HOST
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(MISSING_HOST)
class NeedsNoHost(HttpServer):
    """Serves an HTTP/1.1 request without Host."""

    class targets(Targets):
        def needs_host(self, request: Request) -> bool:
            return False


@mutant(REPEATED_HOST)
class KeepsTheLastHost(HttpServer):
    """Reads fields into a table by name, where the last Host is the only one."""

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            hosts = [field for field in request.fields if field[0] == b"host"]
            request.fields = [field for field in request.fields if field[0] != b"host"] + hosts[-1:]
            super().check_host(request)


@mutant(INVALID_HOST)
class DropsUserinfo(HttpServer):
    """Uses what follows an @ as the host."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            super().check_host_value(host.rpartition(b"@")[2])
