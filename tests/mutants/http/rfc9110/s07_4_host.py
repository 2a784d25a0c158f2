"""Mutants for RFC 9110 §7.4, Host."""

from __future__ import annotations

from conformance.http.rfc9110.test_07_4_rejecting_misdirected_requests_by_host import ANY_HOST
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(ANY_HOST)
class FailsOnATrailingDot(HttpServer):
    """Splits a name into labels and fails on an empty one."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            if host.endswith(b"."):
                raise Refused(500, "empty label")
            super().check_host_value(host)


@mutant(ANY_HOST)
class FailsOnOtherAddresses(HttpServer):
    """Answers 500 to a Host that is an IPv4 address outside of 127.0.0.0/8."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            if host.replace(b".", b"").isdigit() and not host.startswith(b"127."):
                raise Refused(500, "no such interface")
            super().check_host_value(host)
